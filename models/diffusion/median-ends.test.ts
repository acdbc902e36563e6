import { expect, test } from 'vitest';
import { type Ends, medianEndsOf } from './median-ends.ts';
import { createNormals } from './noise.ts';

/** The same by a pass over all pixels. */
function everyPixel(members: readonly Float32Array[], scale: Float64Array, shift: Float64Array): Ends {
  let lowest = { value: Number.POSITIVE_INFINITY, pixel: 0, member: 0 };
  let highest = { value: Number.NEGATIVE_INFINITY, pixel: 0, member: 0 };
  for (let pixel = 0; pixel < members[0].length; pixel++) {
    const values = members.map((map, member) => ({
      value: scale[member] * map[pixel] + shift[member],
      member,
    }));
    const { value, member } = values.sort((a, b) => a.value - b.value)[(members.length - 1) >> 1];
    if (value < lowest.value) lowest = { value, pixel, member };
    if (value > highest.value) highest = { value, pixel, member };
  }
  return { lowest, highest };
}

test.each([2, 3, 4, 5, 8])('%i members: the ends of a pass over all pixels, for any scales', (count) => {
  const normals = createNormals(count);
  const noise = Array.from({ length: count }, () => normals.draw(1000));
  // Steps make equal values in many pixels, slopes make neighbours alike.
  const members = noise.map((map) =>
    map.map((value, i) => Math.round(4 * Math.sin(i / 150) + 2 * value) / 4 + (i > 500 ? value / 50 : 0)),
  );
  const row = medianEndsOf(members);
  // 25 rows of 40 pixels, which tiles do not divide.
  const map = medianEndsOf(members, 40);
  for (let round = 0; round < 50; round++) {
    const [scales, shifts] = [normals.draw(count), normals.draw(count)];
    const scale = Float64Array.from(scales, (value, i) =>
      round < 20 ? 1 : round < 40 ? Math.abs(value) : i === 0 ? 0 : value,
    );
    const shift = Float64Array.from(shifts, (value) => (round < 5 ? 0 : value));
    const expected = everyPixel(members, scale, shift);
    expect(row(scale, shift)).toEqual(expected);
    expect(map(scale, shift)).toEqual(expected);
  }
});

test('maps of a single pixel', () => {
  const find = medianEndsOf([Float32Array.of(2), Float32Array.of(3)]);
  const end = { value: 2, pixel: 0, member: 0 };
  expect(find(Float64Array.of(1, 1), Float64Array.of(0, 0))).toEqual({ lowest: end, highest: end });
});
