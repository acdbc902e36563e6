import { afterEach, expect, test } from 'vitest';
import { DepthroomError } from '../../contract/errors.ts';
import { sentencesBy } from '../../contract/language/sentences-by.ts';
import { ENGLISH, speak } from '../language/language.ts';
import { shownFailure } from './shown-failure.ts';

const ID = '0b9f2c1e-1111-4222-8333-abcdefabcdef';
const shown = (message: string) => shownFailure(new DepthroomError('bad-pack', message)).message;

afterEach(() => speak());

test('a failure is said in the language of the page, without commands and without ids', () => {
  const german = {
    'The pack {pack} fits nothing.': 'Das Paket {pack} passt zu nichts.',
    'Expected a photo, but received "{given}".': 'Erwartet: ein Foto; bekommen: „{given}“.',
    'The file "{name}" exists: choose another name.':
      'Die Datei „{name}“ gibt es schon: anderen Namen wählen.',
  };
  const failures = [
    `The pack ${ID} fits nothing.`,
    `Expected a photo, but received "${ID}".`,
    'The file "a.ply" exists: choose another name (--force).',
    'Nobody knows this.',
  ];
  expect(failures.map(shown)).toEqual([
    'The pack fits nothing.',
    'Expected a photo, but received.',
    'The file "a.ply" exists: choose another name.',
    'Nobody knows this.',
  ]);
  speak({ ...ENGLISH, locale: 'de', sentence: sentencesBy(german, 'de') });
  expect(failures.map(shown)).toEqual([
    'Das Paket passt zu nichts.',
    'Erwartet: ein Foto; bekommen:.',
    'Die Datei „a.ply“ gibt es schon: anderen Namen wählen.',
    'Nobody knows this.',
  ]);
});
