import { expect, test } from 'vitest';
import { samplePhoto } from '../testing/stand-in.ts';
import { lensInput, lensOf, shownLens } from './lens.ts';

test('a lens is shown in degrees across the photo, and as on full frame', () => {
  const lens = lensOf(samplePhoto());
  expect([shownLens(lens, 'degrees'), shownLens(lens, 'mm')]).toEqual([60, 30]);
});

test('what stands in the field is sent in its unit, and nothing that is no lens', () => {
  expect(lensInput(70, 'degrees')).toEqual({ fieldOfViewDegrees: 70 });
  expect(lensInput(28, 'mm')).toEqual({ focal35mm: 28 });
  expect(lensInput(180, 'mm')).toEqual({ focal35mm: 180 });
  expect([lensInput(1, 'mm'), lensInput(180, 'degrees')]).toEqual([null, null]);
  expect(lensInput(Number.NaN, 'mm')).toBeNull();
});
