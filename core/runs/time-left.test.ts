import { expect, test } from 'vitest';
import type { Run } from '../../contract/run.ts';
import type { Table } from '../project/table.ts';
import { startClock } from './time-left.ts';

const stages = (times: Record<string, number>) =>
  Object.entries(times).map(([name, seconds]) => ({ name, milliseconds: 1000 * seconds }));
const run = (times: Record<string, number>, seed = 0) =>
  ({ packHash: 'pack', options: { steps: 4, seed }, stages: stages(times) }) as unknown as Run;

/** A clock over earlier runs, the latest first, and a hand to turn it by. */
function clockAfter(...earlier: Run[]) {
  let now = 0;
  const table = { latest: () => earlier } as unknown as Table<Run>;
  return {
    clock: startClock(table, run({}, 7), () => now),
    pass: (seconds: number) => (now += 1000 * seconds),
  };
}

test('a first run tells nothing until enough is done; then what was opened does not count as work', () => {
  const { clock, pass } = clockAfter();
  expect(clock.secondsLeft(0, 'open')).toBeNull();
  pass(30);
  expect(clock.secondsLeft(0.05, 'encode')).toBeNull();
  pass(10);
  // A quarter of the work took ten seconds, whatever opening took.
  expect(clock.secondsLeft(0.25, 'denoise')).toBeCloseTo(30, 5);
});

test('opening has a time of its own left, from the last run that opened', () => {
  const { clock, pass } = clockAfter(run({ denoise: 8 }), run({ open: 5, 'warm up': 3, denoise: 9 }));
  expect(clock.secondsLeft(0, 'open')).toBeCloseTo(16, 5);
  pass(6);
  expect(clock.secondsLeft(0, 'warm up')).toBeCloseTo(10, 5);
  pass(2);
  expect(clock.secondsLeft(0, 'denoise')).toBeCloseTo(8, 5);
  pass(4);
  expect(clock.secondsLeft(0.5, 'denoise')).toBeCloseTo(4, 5);
});

test('what nobody knows is not said: opening that was never waited for, and all that takes longer than before', () => {
  const opened = clockAfter(run({ denoise: 1 }));
  expect(opened.clock.secondsLeft(0, 'open')).toBeNull();
  opened.pass(9);
  expect(opened.clock.secondsLeft(0.66, 'warm up')).toBeNull();
  const slower = clockAfter(run({ open: 2, denoise: 1 }));
  expect(slower.clock.secondsLeft(0, 'open')).toBeCloseTo(3, 5);
  slower.pass(4);
  expect(slower.clock.secondsLeft(0, 'warm up')).toBeNull();
  expect(slower.clock.secondsLeft(0, 'denoise')).toBeCloseTo(1, 5);
  slower.pass(2);
  expect(slower.clock.secondsLeft(0.05, 'denoise')).toBeNull();
});
