import { expect, test } from 'vitest';
import { taskFailure } from './task-failure.ts';

test.each([
  () => new Float32Array(2 ** 50),
  () => new ArrayBuffer(2 ** 52),
  () => 'x'.repeat(2 ** 30),
])('memory that is not there is too large, in a sentence: %s', (ask) => {
  let failure = { code: '', message: '' };
  try {
    ask();
  } catch (thrown) {
    failure = taskFailure(thrown);
  }
  expect(failure).toMatchObject({ code: 'too-large', message: expect.stringMatching(/^Expected .*\.$/) });
});

test('other mistakes stay what they are', () => {
  expect(taskFailure(new RangeError('offset is out of bounds'))).toMatchObject({ code: 'internal' });
});
