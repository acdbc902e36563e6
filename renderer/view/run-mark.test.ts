import { expect, test } from 'vitest';
import { clockText, runMark } from './run-mark.ts';

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
