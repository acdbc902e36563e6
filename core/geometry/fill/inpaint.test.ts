import { expect, test } from 'vitest';
import { inpaint, PAINT } from './inpaint.ts';
import { spreadColours } from './spread-colours.ts';

const grid = { width: 40, height: 30 };

/** Left of the middle red, right of it blue; a green square that is to go, around which everything is known. */
function picture() {
  const rgb = new Uint8Array(3 * 1200);
  const states = new Uint8Array(1200).fill(PAINT.known);
  for (let p = 0; p < 1200; p++) {
    const [x, y] = [p % 40, Math.floor(p / 40)];
    const isInside = x >= 12 && x < 28 && y >= 8 && y < 22;
    rgb.set(isInside ? [0, 255, 0] : x < 20 ? [200, 0, 0] : [0, 0, 200], 3 * p);
    if (isInside) states[p] = PAINT.wanted;
  }
  return { rgb, states };
}

test('what is painted has the colours beside it, and a line goes on', () => {
  const { rgb, states } = picture();
  inpaint(rgb, grid, states);
  expect(states.includes(PAINT.wanted)).toBe(false);
  for (let p = 0; p < 1200; p++) {
    const x = p % 40;
    expect(rgb[3 * p + 1]).toBe(0);
    // Sharp but for three pixels on each side of the line, where the fronts from left and right meet.
    if (Math.abs(x - 19.5) > 3)
      expect([...rgb.subarray(3 * p, 3 * p + 3)]).toEqual(x < 20 ? [200, 0, 0] : [0, 0, 200]);
  }
});

test('nothing is taken from what is neither known nor wanted', () => {
  const { rgb, states } = picture();
  // The right half is something else.
  for (let p = 0; p < 1200; p++) if (p % 40 >= 20 && states[p] === PAINT.known) states[p] = PAINT.nothing;
  inpaint(rgb, grid, states);
  for (let p = 0; p < 1200; p++)
    if (states[p] === PAINT.painted) expect([...rgb.subarray(3 * p, 3 * p + 3)]).toEqual([200, 0, 0]);
});

test('colours are spread smoothly between those that are there', () => {
  const rgb = new Uint8Array(3 * 1200);
  const has = new Uint8Array(1200);
  for (let p = 0; p < 1200; p++) {
    const x = p % 40;
    has[p] = x === 0 || x === 39 ? 1 : 0;
    if (x === 39) rgb[3 * p] = 240;
  }
  spreadColours(rgb, grid, has);
  const row = Array.from({ length: 40 }, (_, x) => rgb[3 * (600 + x)]);
  expect(row[0]).toBe(0);
  expect(row[39]).toBe(240);
  for (let x = 1; x < 40; x++) expect(row[x] - row[x - 1]).toBeLessThan(40);
  expect(row[20]).toBeGreaterThan(60);
  expect(row[20]).toBeLessThan(180);
});
