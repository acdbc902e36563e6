import { expect, test } from 'vitest';
import { nextCoarseness } from './frame-pacing.ts';

test('slow frames thin a moving scene, fast ones fill it again', () => {
  expect([
    nextCoarseness(1, 200),
    nextCoarseness(8, 200),
    nextCoarseness(4, 40),
    nextCoarseness(4, 10),
    nextCoarseness(1, 10),
  ]).toEqual([2, 8, 4, 2, 1]);
});
