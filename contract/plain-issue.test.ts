import { expect, test } from 'vitest';
import { z } from 'zod';
import { plainIssue } from './plain-issue.ts';
import { fileNameSchema } from './schemas.ts';

function saidOf(schema: z.ZodType, value: unknown): string {
  const { error } = schema.safeParse(value);
  if (!error) throw new Error('expected a refusal');
  return plainIssue(error.issues[0]);
}

test('every refusal of a schema is said in words of a person', () => {
  expect(saidOf(z.number().min(1), 0)).toBe('at least 1');
  expect(saidOf(z.number().positive(), 0)).toBe('more than 0');
  expect(saidOf(z.number().max(0.2), 1)).toBe('at most 0.2');
  expect(saidOf(z.number().multipleOf(8), 100)).toBe('a multiple of 8');
  expect(saidOf(z.number().int(), 0.5)).toBe('a whole number');
  expect(saidOf(z.number(), 'x')).toBe('a number');
  expect(saidOf(z.string().min(1), '')).toBe('something that is not empty');
  expect(saidOf(z.string().max(3), 'abcd')).toBe('at most 3 characters');
  expect(saidOf(z.array(z.string()).max(1), ['a', 'b'])).toBe('at most 1 of them');
  expect(saidOf(z.enum(['nearest', 'area']), 'lanczos')).toBe('one of nearest, area');
  expect(saidOf(z.strictObject({}), { a: 1 })).toBe('nothing called a');
  expect(saidOf(z.uuid(), 'x')).toBe('something else');
});

test('the words of a schema stand before those of zod', () => {
  expect(saidOf(fileNameSchema, 'a/b')).toBe('a plain file name without folders');
});
