import { expect, test } from 'vitest';
import { findHoles, removeIslands } from './islands.ts';

/** Digits are depths, dots are missing. */
function drawn(rows: string[]) {
  const values = Float32Array.from(rows.join(''), (digit) => (digit === '.' ? Number.NaN : Number(digit)));
  return { values, grid: { width: rows[0].length, height: rows.length } };
}

test('pieces that are too small go, also where they only wind', () => {
  const { values, grid } = drawn(['1111.4', '1..1.4', '1.2111', '3.2222']);
  expect(removeIslands(values, grid, 0.1, 3)).toEqual({ islands: 2, islandPixels: 3 });
  const rest = drawn(['1111..', '1..1..', '1.2111', '..2222']);
  expect([...values]).toEqual([...rest.values]);
});

test('with nothing to remove nothing changes', () => {
  const { values, grid } = drawn(['12', '12']);
  expect(removeIslands(values, grid, 0.1, 2)).toEqual({ islands: 0, islandPixels: 0 });
  expect([...values]).toEqual([1, 2, 1, 2]);
});

test('holes are what is missing inside', () => {
  const { values, grid } = drawn(['1111111', '1.11..1', '1111.11', '..11111']);
  expect(findHoles(values, grid)).toEqual({ holes: 2, holePixels: 4, largestHolePixels: 3 });
});
