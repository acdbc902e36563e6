import { expect, test } from 'vitest';
import { UNFORESEEN } from '../errors.ts';
import { withCommandsAs, withoutCommands } from './command-words.ts';

test('a page reads no command, a terminal reads its own', () => {
  const sentence =
    'Choose another name, or allow that it is overwritten (--force); a map (of two) stays; check the project ("depthroom projects check").';
  expect(withoutCommands(sentence)).toBe(
    'Choose another name, or allow that it is overwritten; a map (of two) stays; check the project.',
  );
  expect(withoutCommands('It is not known ("depthroom packs catalogue" lists what is).')).toBe(
    'It is not known.',
  );
  expect(withoutCommands('State near and far (--near, --far).')).toBe('State near and far.');
  expect(withoutCommands(UNFORESEEN)).not.toContain('depthroom ');
  expect(withCommandsAs(sentence, 'node cli/depthroom.mjs')).toContain(
    '("node cli/depthroom.mjs projects check")',
  );
});
