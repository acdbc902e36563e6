import { expect, test } from 'vitest';
import { nextDecimation } from './frame-pacing.ts';

test('slow frames thin a moving scene, fast ones fill it again', () => {
  expect([
    nextDecimation(1, 200),
    nextDecimation(8, 200),
    nextDecimation(4, 40),
    nextDecimation(4, 10),
    nextDecimation(1, 10),
  ]).toEqual([2, 8, 4, 2, 1]);
});
