import { expect, test } from 'vitest';
import { linearFromSrgb } from './srgb.ts';

test('black, white and both sides of where the line meets the power', () => {
  expect([0, 1].map(linearFromSrgb)).toEqual([0, 1]);
  // The standard's own threshold in linear light is 0.0031308.
  expect(linearFromSrgb(0.04045)).toBeCloseTo(0.0031308, 7);
  expect(linearFromSrgb(0.0404501)).toBeCloseTo(0.0031308, 6);
  // Mid grey: half of the light is code 188.
  expect(linearFromSrgb(188 / 255)).toBeCloseTo(0.5, 2);
});
