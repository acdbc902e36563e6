import { expect, test } from 'vitest';
import { colourMap } from '../../../contract/maths/colour-maps.ts';
import { paintDepth, paintDifference } from './paint.ts';

const hole = Number.NaN;

test('near is white in grey, far is black, beyond both ends stays there, unknown is grey', () => {
  const rgb = paintDepth(
    new Float32Array([9, 8, 5, 2, 1, hole]),
    { near: 2, far: 8, isInverse: false, exponent: 1 },
    colourMap('grey'),
  );
  expect([...rgb].filter((_, k) => k % 3 === 0)).toEqual([0, 0, 128, 255, 255, 128]);
});

test('nearer than the reference is blue, farther red, whichever way the values run', () => {
  const values = new Float32Array([-2, -1, 0, 1, 4, hole]);
  const metres = [...paintDifference(values, 2, false)];
  expect(metres).toEqual([5, 48, 97, 107, 172, 209, 247, 246, 246, 229, 131, 104, 103, 0, 31, 128, 128, 128]);
  const disparity = [
    ...paintDifference(
      values.map((value) => -value),
      2,
      true,
    ),
  ];
  expect(disparity).toEqual(metres);
});
