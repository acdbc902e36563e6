import { expect, test } from 'vitest';
import { placeDepth } from '../../models/pipeline/place.ts';
import { clampToCells } from './clamp-to-cells.ts';

const photo = { width: 80, height: 60 };
const window = { left: 0, top: 0, width: 80, height: 60 };
const bicubic = { window, method: 'bicubic', space: 'linear' } as const;

function enlarged(values: Float32Array) {
  const model = { kind: 'metric' as const, width: 8, height: 6, values };
  return { model, exact: placeDepth(model, bicubic, photo) };
}

test('beside a step nothing lies beyond what the model saw on either side', () => {
  const { model, exact } = enlarged(Float32Array.from({ length: 48 }, (_, p) => (p % 8 < 4 ? 1 : 3)));
  expect(Math.min(...exact)).toBeLessThan(0.9);
  expect(Math.max(...exact)).toBeGreaterThan(3.1);
  const values = exact.slice();
  clampToCells({ ...photo, values }, model, bicubic, photo);
  expect(Math.min(...values)).toBe(1);
  expect(Math.max(...values)).toBe(3);
  // The two columns of cells that touch the step's own are flat, as the model is there.
  const row = [...values.subarray(30 * 80, 31 * 80)];
  expect(new Set(row.slice(0, 35))).toEqual(new Set([1]));
  expect(new Set(row.slice(45))).toEqual(new Set([3]));
});

test('a ramp stays as it was', () => {
  const { model, exact } = enlarged(Float32Array.from({ length: 48 }, (_, p) => 1 + (p % 8) / 8));
  const values = exact.slice();
  clampToCells({ ...photo, values }, model, bicubic, photo);
  const inner = (plane: Float32Array) => Array.from({ length: 50 }, (_, x) => plane[30 * 80 + 15 + x]);
  for (const [k, value] of inner(values).entries()) expect(value).toBeCloseTo(inner(exact)[k], 6);
});

test('where the model has no valid pixel there is none', () => {
  const { model, exact } = enlarged(new Float32Array(48).fill(Number.NaN));
  clampToCells({ ...photo, values: exact }, model, bicubic, photo);
  expect(exact.every(Number.isNaN)).toBe(true);
});
