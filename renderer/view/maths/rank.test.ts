import { expect, test } from 'vitest';
import { rankOf, rankTableOf } from './rank.ts';

const ranksOf = (values: number[], isLargerNearer = false) => {
  const map = Float32Array.from(values);
  const table = rankTableOf(map, isLargerNearer);
  return Array.from(map, (value) => Number(rankOf(value, table).toFixed(4)));
};

test('the rank is the share of pixels that are nearer, ties have their mean, holes have none', () => {
  expect(ranksOf([4, 1, Number.NaN, 2, 2])).toEqual([0.875, 0.125, Number.NaN, 0.5, 0.5]);
});

test('0 is near where larger values are nearer as well', () => {
  expect(ranksOf([4, 1, 2, 3], true)).toEqual([0.125, 0.875, 0.625, 0.375]);
});

test('scale and shift change no rank, and neither does the direction once it is oriented', () => {
  const depth = Float32Array.from({ length: 5000 }, (_, i) => 1 + ((i * 37) % 5000) / 500);
  const table = rankTableOf(depth, false);
  const line = rankTableOf(
    depth.map((z) => 5 * z - 3),
    false,
  );
  const turned = rankTableOf(
    depth.map((z) => 1 / z),
    true,
  );
  for (const z of [depth[0], depth[1234], depth[4999]]) {
    expect(rankOf(5 * z - 3, line)).toBeCloseTo(rankOf(z, table), 3);
    expect(rankOf(1 / z, turned)).toBeCloseTo(rankOf(z, table), 2);
  }
});

test('a stray pixel does not take the levels of all others, a flat map lies in the middle, an empty one has no rank', () => {
  const strayed = Float32Array.from({ length: 10_000 }, (_, i) => (i === 7 ? 1e6 : i / 10_000));
  const table = rankTableOf(strayed, false);
  expect(rankOf(0.25, table)).toBeCloseTo(0.25, 3);
  expect(rankOf(1e6, table)).toBeGreaterThan(0.999);
  expect(ranksOf([3, 3, 3])).toEqual([0.5, 0.5, 0.5]);
  expect(ranksOf([Number.NaN])).toEqual([Number.NaN]);
});
