import { expect, test } from 'vitest';
import { combineAffine, ensembleAffine } from './ensemble.ts';
import { createNormals } from './noise.ts';
import { reduceMembers } from './reduce.ts';

const size = { width: 12, height: 9 };
const base = Float32Array.from({ length: 108 }, (_, i) => Math.sin(i) * Math.cos(i / 7));
const rough = (seed: number) =>
  base.map((value, i) => 0.4 * value + 0.3 + 0.03 * Math.sin(seed * 17 + i * seed));
const largest = (a: Float32Array, b: Float32Array) =>
  a.reduce((worst, value, i) => Math.max(worst, Math.abs(value - b[i])), 0);

test('members that differ in scale and shift alone agree, without any spread', () => {
  const members = [
    base,
    base.map((v) => 0.5 * v + 3),
    base.map((v) => 7 * v - 20),
    base.map((v) => 0.01 * v),
  ];
  const { values, spread } = ensembleAffine(members, size);
  const low = Math.min(...base);
  const stretched = base.map((value) => (value - low) / (Math.max(...base) - low));
  expect(largest(values, stretched)).toBeLessThan(1e-5);
  expect(Math.max(...spread)).toBeLessThan(1e-5);
});

test('the order of the members does not matter', () => {
  const members = [1, 2, 3, 4, 5].map(rough);
  const forth = ensembleAffine(members, size);
  const back = ensembleAffine([...members].reverse(), size);
  expect(largest(forth.values, back.values)).toBeLessThan(1e-3);
});

test('a flat member does not break the others', () => {
  const { values } = ensembleAffine([rough(1), rough(2), new Float32Array(108).fill(0.5)], size);
  expect(values.every((value) => value >= 0 && value <= 1)).toBe(true);
});

test('a single member passes as it is', () => {
  expect(combineAffine([base], size)).toEqual({ values: base });
});

test('the median of an even number is the lower one', () => {
  const medianOf = (values: number[]) =>
    reduceMembers(values.map((value) => Float32Array.of(value))).values[0];
  expect([[4, 1, 3, 2], [3, 1, 2], [5]].map(medianOf)).toEqual([2, 2, 5]);
  const members = [[1], [2], [4], [8]].map((values) => Float32Array.from(values));
  expect(reduceMembers(members)).toEqual({ values: Float32Array.of(2), spread: Float32Array.of(1) });
  expect(reduceMembers(members, 'mean').spread[0]).toBeCloseTo(3.0957, 3);
});

/** The lower median and the lower median of the distances from it, by sorting. */
function medianByDefinition(members: readonly Float32Array[]) {
  const middle = (members.length - 1) >> 1;
  const lowerMedian = (values: number[]) => values.sort((a, b) => a - b)[middle];
  const values = members[0].map((_, i) => lowerMedian(members.map((member) => member[i])));
  const spread = values.map((centre, i) =>
    lowerMedian(members.map((member) => Math.abs(member[i] - centre))),
  );
  return { values, spread };
}

test.each([
  1, 2, 3, 4, 5, 7, 8, 13,
])('%i members: median and spread are to the bit what sorting gives', (count) => {
  const normals = createNormals(count);
  // More pixels than are reduced together; values of one sign, of both, beyond 2, and equal ones.
  for (const [factor, shift, step] of [
    [0.05, 0.5, 0],
    [0.3, 0, 0],
    [3, 1, 0],
    [0.5, 0, 0.25],
  ]) {
    const members = Array.from({ length: count }, () =>
      normals.draw(2500).map((value) => (step ? Math.round(value / step) * step : value) * factor + shift),
    );
    expect(reduceMembers(members)).toEqual(medianByDefinition(members));
  }
});
