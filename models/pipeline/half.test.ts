import { expect, test } from 'vitest';
import { floatsFromHalves, halvesFromFloats, roundHalfToEven } from './half.ts';

test('every finite half survives the way to float32 and back', () => {
  const all = Uint16Array.from({ length: 65536 }, (_, i) => i);
  const back = halvesFromFloats(floatsFromHalves(all));
  const isNan = (half: number) => (half & 0x7c00) === 0x7c00 && (half & 0x3ff) !== 0;
  expect(all.filter((half, i) => back[i] !== half && !(isNan(half) && isNan(back[i])))).toEqual(
    new Uint16Array(0),
  );
});

test('rounds to the nearest half, ties to even, and overflows to infinity', () => {
  const floats = Float32Array.of(
    1 + 2 ** -11,
    1 + 3 * 2 ** -11,
    65519,
    65520,
    -1e9,
    2 ** -25,
    2 ** -25 * 1.01,
    -0,
    Number.NaN,
  );
  expect([...floatsFromHalves(halvesFromFloats(floats))]).toEqual([
    1,
    1 + 2 ** -9,
    65504,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    0,
    2 ** -24,
    -0,
    Number.NaN,
  ]);
});

test('agrees with Float16Array where there is one', () => {
  const floats = Float32Array.from({ length: 5000 }, (_, i) => Math.sin(i) * 2 ** ((i % 45) - 27));
  const native = (
    globalThis as { Float16Array?: new (values: Float32Array) => ArrayBufferView & { buffer: ArrayBuffer } }
  ).Float16Array;
  if (!native) throw new Error('Node 24 has Float16Array');
  expect(halvesFromFloats(floats)).toEqual(new Uint16Array(new native(floats).buffer));
});

test('halves go to the even neighbour', () => {
  expect([0.5, 1.5, 2.5, -0.5, -1.5, 2.4, 2.6].map(roundHalfToEven)).toEqual([0, 2, 2, 0, -2, 2, 3]);
});
