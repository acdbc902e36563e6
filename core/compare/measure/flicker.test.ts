import { expect, test } from 'vitest';
import { flickerOf, medianLines, STILL_CODES } from './flicker.ts';

const WIDTH = 10;

/** A row of pixels that have one depth and one grey. */
function frame(depth: number, grey: number) {
  return { values: new Float32Array(WIDTH).fill(depth), rgb: new Uint8Array(3 * WIDTH).fill(grey) };
}

test('what moves in the photo is no flicker, and neither is what has no depth', () => {
  const [before, after] = [frame(2, 100), frame(2.5, 100 + STILL_CODES)];
  after.values[0] = 100;
  after.rgb[2] = 100 + STILL_CODES + 1;
  after.values[1] = Number.NaN;
  expect(flickerOf(before, after, true)).toEqual({ change: 0.5, relativeChange: 0.25, still: 0.8 });
  expect(flickerOf(before, after, false).relativeChange).toBe(null);
  expect(flickerOf(before, frame(2, 200), true)).toEqual({ change: null, relativeChange: null, still: 0 });
});

test('one frame whose fit was drawn off takes that of its neighbours; a drift stays', () => {
  const lines = [1, 1.1, 9, 1.3, 1.4].map((scale) => ({ scale, shift: -scale }));
  expect(medianLines(lines, 3).map(({ scale }) => scale)).toEqual([1, 1.1, 1.3, 1.4, 1.4]);
  expect(medianLines(lines, 1)).toEqual(lines);
  const drift = [0, 1, 2, 3, 4, 5].map((scale) => ({ scale, shift: 2 * scale }));
  expect(medianLines(drift, 5)).toEqual(drift);
});
