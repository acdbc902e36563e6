import { expect, test } from 'vitest';
import { clockText, durationText, queueSecondsLeft, runMark, timeLeftText } from './time-text.ts';

test('times spent', () => {
  expect([0.42, 9.96, 59.4, 185, 7800].map(durationText)).toEqual([
    '0.4\u00a0s',
    '10\u00a0s',
    '59\u00a0s',
    '3\u00a0min 05\u00a0s',
    '2\u00a0h 10\u00a0min',
  ]);
});

test('times left; a share of a second is no more done than the bar beside it', () => {
  expect([null, 0.4, 12.1, 200, 4000].map(timeLeftText)).toEqual([
    'working out the time left',
    '1\u00a0s left',
    '13\u00a0s left',
    '3\u00a0min left',
    '1\u00a0h 07\u00a0min left',
  ]);
});

test('the queue counts what is left and what waits', () => {
  const running = [{ id: 'b', packTitle: 'p' }];
  const progress = { b: { id: 'b', stage: 'denoise', fraction: 0.5, secondsLeft: 3 } };
  expect(queueSecondsLeft({ running, waitingSeconds: 8 }, progress)).toBe(11);
  expect(queueSecondsLeft({ running, waitingSeconds: 0 }, {})).toBeNull();
  expect(queueSecondsLeft({ running, waitingSeconds: null }, progress)).toBeNull();
  expect(queueSecondsLeft({ running: [], waitingSeconds: 5 }, {})).toBe(5);
});

test('runs of one model are told apart by seed and time, on another day by the date too', () => {
  const now = new Date('2026-05-04T18:00:00');
  const today = clockText('2026-05-04T09:07:00', now);
  const before = clockText('2026-05-03T09:07:00', now);
  expect(today).toMatch(/9.07/);
  expect(before).toContain(today);
  expect(before.length).toBeGreaterThan(today.length);
  const queuedAt = '2026-05-04T09:07:00';
  expect(runMark({ options: { seed: 7 }, queuedAt })).toMatch(/^seed 7 · /);
  expect(runMark({ options: {}, queuedAt })).not.toMatch(/seed/);
});
