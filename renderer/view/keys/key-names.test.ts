import { expect, test } from 'vitest';
import { keyNames } from './key-names.ts';

test('a Mac has its own names', () => {
  expect(keyNames('Ctrl ⇧ Z', 'MacIntel')).toBe('⌘ ⇧ Z');
  expect(keyNames('press Ctrl O', 'iPad')).toBe('press ⌘ O');
  expect(keyNames('Delete', 'MacIntel')).toBe('⌫');
  expect(keyNames('Ctrl Z', 'Linux x86_64')).toBe('Ctrl Z');
  expect(keyNames('Ctrl Z', 'Win32')).toBe('Ctrl Z');
});
