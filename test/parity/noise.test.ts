import { expect, test } from 'vitest';
import { createNormals } from '../../models/diffusion/noise.ts';
import { largestDifference, readUnit } from './read.ts';

interface Row {
  seed: number;
  calls: { shape: number[]; values: number[] }[];
}

const { rows, tolerance } = readUnit<Row[]>('randn');
const countOf = (shape: number[]) => shape.reduce((a, b) => a * b, 1);

test.each(
  rows.map((row) => ({ ...row, shapes: row.calls.map((call) => call.shape.join('x')).join(' then ') })),
)('torch.randn with seed $seed: $shapes', ({ seed, calls }) => {
  const normals = createNormals(seed);
  const differences = calls.map(({ shape, values }) =>
    largestDifference(normals.draw(countOf(shape)), values),
  );
  expect(Math.max(...differences)).toBeLessThan(tolerance);
});

test('taking the values of a block in pairs is seen', () => {
  const { seed, calls } = rows[1];
  const drawn = createNormals(seed).draw(16);
  const inPairs = drawn.map((_, i) => drawn[i % 2 === 0 ? i / 2 : 8 + (i - 1) / 2]);
  expect(largestDifference(inPairs, calls[0].values)).toBeGreaterThan(100 * tolerance);
});
