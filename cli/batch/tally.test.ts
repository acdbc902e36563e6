import { expect, test, vi } from 'vitest';
import { DepthroomError } from '../../contract/errors.ts';
import { BatchEnded, failOne, startTally } from './tally.ts';

const FULL = new DepthroomError('no-space', 'The disk is full.');

test('what is no fault of one photo is counted once, ends the batch, and says how many are left', () => {
  const told: string[] = [];
  vi.spyOn(console, 'error').mockImplementation((line) => void told.push(line));
  vi.spyOn(console, 'log').mockImplementation((line) => void told.push(line));
  const tally = startTally(true);
  failOne(tally, {
    path: 'a',
    thrown: new DepthroomError('not-an-image', 'No photo.'),
    left: () => 9,
    out: '.',
  });
  const fail = () => failOne(tally, { path: 'b', thrown: FULL, left: () => 8, out: '.' });
  expect(fail).toThrow(/^Stopped there, [^\n]*: 8 photos were not tried, /);
  // On its way out of the batch it passes the photo once more.
  const ended = new BatchEnded(FULL, 1);
  expect(() => failOne(tally, { path: 'b', thrown: ended, left: () => 8, out: '.' })).toThrow(ended);
  expect(ended).toMatchObject({
    code: 'no-space',
    message: expect.stringContaining('1 photo was not tried'),
  });
  tally.end();
  process.exitCode = undefined;
  expect(JSON.parse(told[told.length - 1]).summary).toMatchObject({ failed: 2, done: 0, notTried: 8 });
  vi.restoreAllMocks();
});
