import { expect, test } from 'vitest';
import { programName } from './program-name.ts';

test('commands are named as the program was started', () => {
  const file = { DEPTHROOM_STARTED_AS: '/home/a b/depthroom/cli/depthroom.mjs' };
  expect(programName({ npm_command: 'exec', DEPTHROOM_STARTED_AS: '/x/depthroom' })).toBe('npx depthroom');
  expect(programName(file, '/home/a b/depthroom')).toBe('node cli/depthroom.mjs');
  expect(programName(file, '/home/a b/depthroom/cli/packs')).toBe('node ../depthroom.mjs');
  expect(programName(file, '/', 'linux')).toBe("node 'home/a b/depthroom/cli/depthroom.mjs'");
  expect(programName(file, '/', 'win32')).toBe('node "home/a b/depthroom/cli/depthroom.mjs"');
  const odd = { DEPTHROOM_STARTED_AS: "/it's $HOME/depthroom.mjs" };
  expect(programName(odd, '/', 'linux')).toBe("node 'it'\\''s $HOME/depthroom.mjs'");
  expect(programName({ DEPTHROOM_STARTED_AS: '/usr/local/bin/depthroom' })).toBe('depthroom');
  expect(programName({})).toBe('npx depthroom');
});
