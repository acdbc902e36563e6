import { describe, expect, test } from 'vitest';
import type { Resampler } from '../../contract/depth-map.ts';
import { tapsOf } from '../../contract/maths/taps.ts';
import { resize } from '../../models/pipeline/resize.ts';
import { largestDifference, readUnit } from './read.ts';

interface Row {
  from: [number, number];
  to: [number, number];
  input: number[];
  results: { mode: Resampler; alignCorners: boolean | null; antialias: boolean; values: number[] }[];
}

const size = ([height, width]: [number, number]) => ({ width, height });

describe('torch interpolate', () => {
  const { rows, tolerance } = readUnit<Row[]>('resize');
  const all = rows.flatMap(({ from, to, input, results }) =>
    results.map((result) => ({ from, to, input, ...result })),
  );

  test.each(all)('$mode $from -> $to, antialias $antialias, align corners $alignCorners', (row) => {
    const options = { method: row.mode, antialias: row.antialias, alignCorners: row.alignCorners ?? false };
    expect(
      largestDifference(
        resize(Float32Array.from(row.input), size(row.from), size(row.to), options),
        row.values,
      ),
    ).toBeLessThan(tolerance);
  });

  test('leaving the antialias out is seen', () => {
    const row = all.find(
      (each) => each.mode === 'bilinear' && each.antialias && each.to[0] < each.from[0] / 2,
    ) as (typeof all)[0];
    const wrong = resize(Float32Array.from(row.input), size(row.from), size(row.to), {
      method: 'bilinear',
      antialias: false,
    });
    expect(largestDifference(wrong, row.values)).toBeGreaterThan(10 * tolerance);
  });
});

describe('nearest with a float32 scale', () => {
  const { rows } =
    readUnit<{ mode: Resampler; in: number; out: number; pixels: number[]; exactArithmetic: number[] }[]>(
      'nearest-float32',
    );

  test.each(rows)('$mode $in -> $out', (row) => {
    const axis = { from: row.in, over: row.out, start: 0, length: row.out };
    const { index } = tapsOf(axis, { method: row.mode, antialias: false, alignCorners: false });
    expect([...index]).toEqual(row.pixels);
    expect([...index]).not.toEqual(row.exactArithmetic);
  });
});
