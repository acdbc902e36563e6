import { expect, test } from 'vitest';
import { alignmentSchema, type Fit } from '../alignment.ts';
import { IDENTITY } from '../maths/mapping.ts';
import { mappingOfSubject } from './subject-mapping.ts';

test('the mapping is that of the fit; without one there is none, and the reference stays as it is', () => {
  const comparison = { referenceKind: 'metric', alignment: alignmentSchema.parse({}) } as const;
  expect(mappingOfSubject(null, comparison)).toBeNull();
  expect(mappingOfSubject({ kind: 'affine-depth', isReference: false, fit: null }, comparison)).toBeNull();
  expect(mappingOfSubject({ kind: 'metric', isReference: true, fit: null }, comparison)).toBe(IDENTITY);
  const line = { space: 'disparity', scale: 2, shift: 1 } as const;
  const fit: Fit = { ...line, residual: 0, validPixels: 1, fittedPixels: 1, notes: [] };
  expect(mappingOfSubject({ kind: 'affine-disparity', isReference: false, fit }, comparison)).toEqual({
    isInputInverted: false,
    scale: 2,
    shift: 1,
    isOutputInverted: true,
  });
});
