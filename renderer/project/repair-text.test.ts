import { expect, test } from 'vitest';
import { repairSchema } from '../../contract/trash.ts';
import { REPAIRS, repairedText, troubleText } from './repair-text.ts';

test('the options of the command line are not said on the page', () => {
  const trouble =
    'The project /a. Nothing was changed/b holds 3 kept files, but its database project.db is missing.';
  const rest = ' Nothing was changed: put project.db back from a copy, or say how to go on (--take-in).';
  expect(troubleText(trouble + rest)).toBe(trouble);
  expect(troubleText('The database cannot be used.')).toBe('The database cannot be used.');
});

test('every way to go on is offered', () => {
  expect(REPAIRS.map(({ repair }) => repair).sort()).toEqual([...repairSchema.options].sort());
});

test('what the repair did is said', () => {
  expect(repairedText('take-in', 1)).toBe('Made 1 photo of the files.');
  expect(repairedText('take-in', 0)).toBe('None of the files is a picture; they wait in the trash.');
  expect(repairedText('set-aside', 0)).toBeNull();
});
