import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { programName } from './program-name.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

test('commands are named as the program was started', () => {
  expect(programName({ npm_command: 'exec', DEPTHROOM_STARTED_AS: '/x/depthroom' }, ROOT)).toBe(
    'npx depthroom',
  );
  expect(programName({ DEPTHROOM_STARTED_AS: 'cli/depthroom.mjs' }, ROOT)).toBe('node cli/depthroom.mjs');
  expect(programName({ DEPTHROOM_STARTED_AS: '../depthroom.mjs' }, `${ROOT}cli/terminal`)).toBe(
    'node ../depthroom.mjs',
  );
  expect(programName({ DEPTHROOM_STARTED_AS: '/usr/local/bin/depthroom' }, dirname(ROOT))).toBe('depthroom');
  expect(programName({}, ROOT)).toBe('npx depthroom');
});
