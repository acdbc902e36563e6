import { expect, test } from 'vitest';
import { createWorkMeter, endedText } from './work-meter.ts';

const none = { runs: 0, exports: 0, photos: 0, downloads: 0, partly: 0 };

test('work goes from nothing to all of it, and what comes on top counts with it', () => {
  const measure = createWorkMeter();
  expect(measure(none, 0)).toEqual({ fraction: null, ended: null });
  expect(measure({ ...none, runs: 4 }, 1000).fraction).toBe(0);
  expect(measure({ ...none, runs: 3, partly: 0.5 }, 2000).fraction).toBe(1.5 / 4);
  expect(measure({ ...none, runs: 3, exports: 4 }, 3000).fraction).toBe(1 / 8);
  expect(measure({ ...none, exports: 1 }, 4000).fraction).toBe(7 / 8);
  expect(measure(none, 31_000)).toEqual({
    fraction: null,
    ended: { counts: { runs: 4, exports: 4, photos: 0, downloads: 0 }, seconds: 30 },
  });
  // And anew.
  expect(measure({ ...none, photos: 1 }, 40_000)).toEqual({ fraction: 0, ended: null });
  expect(measure(none, 41_000).ended).toMatchObject({ counts: { runs: 0, photos: 1 }, seconds: 1 });
});

test('what has ended is said in one sentence', () => {
  expect(endedText({ runs: 1, exports: 0, photos: 0, downloads: 0 })).toBe('1 run has ended.');
  expect(endedText({ runs: 16, exports: 4, photos: 0, downloads: 1 })).toBe(
    '16 runs, 4 exports and 1 download have ended.',
  );
});
