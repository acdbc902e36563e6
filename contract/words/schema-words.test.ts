import { expect, test } from 'vitest';
import { z } from 'zod';
import { API } from '../calls/api.ts';
import './schema-words.ts';

function problem(schema: z.ZodType, input: unknown): string {
  const { error } = schema.safeParse(input);
  const [issue] = error?.issues ?? [];
  return issue ? `${issue.path.join('.')}: ${issue.message}` : '';
}

test.each<[z.ZodType, unknown, string]>([
  [z.string(), 5, ': expected a text, but received 5'],
  [z.string().max(3), 'abcd', ': expected a text of at most 3 characters, but received 4 characters'],
  [z.string().min(1), '', ': expected a text that is not empty, but received 0 characters'],
  [z.number().min(1), 0, ': expected a number of at least 1, but received 0'],
  [z.number().lt(1), 1, ': expected a number of less than 1, but received 1'],
  [z.int(), 1.5, ': expected a whole number, but received 1.5'],
  [z.array(z.string()).min(1), [], ': expected at least 1 entry, but received a list of 0'],
  [z.object({ a: z.boolean() }), {}, 'a: expected true or false, but received nothing'],
  [z.enum(['a', 'b']), 'c', ': expected one of "a", "b", but received "c"'],
  [z.literal('a'), null, ': expected "a", but received null'],
  [z.strictObject({}), { b: 1 }, ': expected no more than it knows, but received "b"'],
  [z.uuid(), 'x', ': expected an id (UUID), but received "x"'],
  [z.string(), 'x'.repeat(99), ''],
  [z.number(), 'x'.repeat(99), ': expected a number, but received a text of 99 characters'],
  [z.number(), Number.NaN, ': expected a number, but received NaN'],
  [z.union([z.object({ a: z.string() }), z.number()]), { a: 1 }, ': a: expected a text, but received 1'],
  [z.string().regex(/^a$/, 'a letter'), 'b', ': a letter'],
])('%#: what does not fit is said with what was expected and received', (schema, input, words) => {
  expect(problem(schema, input)).toBe(words);
});

test('no call of the contract says anything in the words of the library', () => {
  const inputs = [
    null,
    5,
    'x',
    [],
    {},
    { photoIds: [] },
    { photoIds: ['x'.repeat(65)], packIds: 4 },
    { folder: '' },
    { folder: '\0', create: 3 },
  ];
  for (const { input } of Object.values(API))
    for (const given of inputs)
      expect(problem(input, given)).not.toMatch(/Too (big|small)|Invalid|Unrecognized|<=|>=/);
});
