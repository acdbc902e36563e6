import { expect, test } from 'vitest';
import { z } from 'zod';
import { DepthroomError, toFailure, UNFORESEEN } from './errors.ts';

test('what was written for a person is shown as it is', () => {
  expect(toFailure(new DepthroomError('not-found', 'This run is gone.'))).toEqual({
    code: 'not-found',
    message: 'This run is gone.',
  });
});

test('what was not is one sentence with a way out, whatever it was', () => {
  const parsing = z.object({ id: z.string() }).safeParse({ id: 1 });
  const thrown = [
    new TypeError('Failed to fetch'),
    new RangeError('Invalid typed array length: -1'),
    Object.assign(new Error("ENOENT: no such file or directory, open '/home/a/b'"), { code: 'ENOENT' }),
    parsing.error,
    'a string',
    { message: 'UNIQUE constraint failed' },
    undefined,
  ];
  for (const each of thrown) expect(toFailure(each)).toEqual({ code: 'internal', message: UNFORESEEN });
  expect(UNFORESEEN).toMatch(/^[A-Z][^.]+\.$/);
});
