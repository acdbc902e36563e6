import { expect, test } from 'vitest';
import { startTransferClock } from './transfer-clock.ts';

test('the time left follows the pace of the last ten seconds, and bytes of an earlier day count for nothing', () => {
  let now = 0;
  const clock = startTransferClock(400, 1000, () => now);
  const told: unknown[] = [];
  const add = (seconds: number, bytes: number) => {
    now += seconds * 1000;
    told.push(clock.add(bytes));
  };
  add(0.5, 5); // too early to say
  add(0.1, 5); // too soon after the last
  add(1.4, 10); // 20 bytes in 2 s: 580 are left
  for (let second = 0; second < 20; second++) add(1, 20); // 400 in 20 s: 180 are left at 20 a second
  expect([told[0], told[1], told[2], told.at(-1)]).toEqual([
    { fraction: 0.405, secondsLeft: null },
    null,
    { fraction: 0.42, secondsLeft: 58 },
    { fraction: 0.82, secondsLeft: 9 },
  ]);
});

test('the end is always told, and a fresh start forgets the pace', () => {
  let now = 0;
  const clock = startTransferClock(0, 100, () => now);
  now = 2000;
  expect(clock.add(50)).toEqual({ fraction: 0.5, secondsLeft: 2 });
  clock.reset(0);
  now = 2300;
  expect(clock.add(10)).toEqual({ fraction: 0.1, secondsLeft: null });
  expect(clock.add(90)).toMatchObject({ fraction: 1 });
});
