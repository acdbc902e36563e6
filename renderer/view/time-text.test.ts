import { expect, test } from 'vitest';
import { durationText, queueSecondsLeft, timeLeftText } from './time-text.ts';

test('times spent', () => {
  expect([0.42, 9.96, 59.4, 185, 7800].map(durationText)).toEqual([
    '0.4 s',
    '10 s',
    '59 s',
    '3 min 05 s',
    '2 h 10 min',
  ]);
});

test('times left', () => {
  expect([null, 0.4, 12.1, 200, 4000].map(timeLeftText)).toEqual([
    'working out the time left',
    'almost done',
    '13 s left',
    '3 min left',
    '1 h 07 min left',
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
