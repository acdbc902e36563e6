import { expect, test } from 'vitest';
import { toFailure } from '../../contract/errors.ts';
import { knownFailure } from './system-failure.ts';

test.each([
  () => new Float32Array(2 ** 50),
  () => new ArrayBuffer(2 ** 52),
  () => 'x'.repeat(2 ** 30),
])('memory that is not there is too large, in a sentence: %s', (ask) => {
  let failure = { code: '', message: '' };
  try {
    ask();
  } catch (thrown) {
    failure = toFailure(knownFailure(thrown));
  }
  expect(failure).toMatchObject({ code: 'too-large', message: expect.stringMatching(/smaller size.*\.$/) });
});

test('other mistakes stay what they are', () => {
  const mistake = new RangeError('offset is out of bounds');
  expect(knownFailure(mistake)).toBe(mistake);
});
