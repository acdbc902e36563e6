import { expect, onTestFinished, test } from 'vitest';
import { fetchLanguage } from '../../language/fetch-language.ts';
import { speak } from '../../language/language.ts';
import { keyNames } from './key-names.ts';

test('a Mac has its own names', () => {
  expect(keyNames('Ctrl ⇧ Z', 'MacIntel')).toBe('⌘ ⇧ Z');
  expect(keyNames('press Ctrl O', 'iPad')).toBe('press ⌘ O');
  expect(keyNames('Delete', 'MacIntel')).toBe('⌫');
  expect(keyNames('Ctrl Z', 'Linux x86_64')).toBe('Ctrl Z');
  expect(keyNames('Ctrl Z', 'Win32')).toBe('Ctrl Z');
});

test('German keyboards have German keys, on a Mac the signs', async () => {
  speak(await fetchLanguage('de'));
  onTestFinished(() => speak());
  expect(['Ctrl Z', 'Ctrl Enter', 'Delete'].map((keys) => keyNames(keys, 'Win32'))).toEqual([
    'Strg Z',
    'Strg Eingabe',
    'Entf',
  ]);
  expect(keyNames('Ctrl Z', 'MacIntel')).toBe('⌘ Z');
});
