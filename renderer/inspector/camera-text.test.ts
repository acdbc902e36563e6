import { expect, test } from 'vitest';
import { samplePhoto } from '../testing/stand-in.ts';
import { fileFacts } from './camera-text.ts';

test('a file without a profile and without EXIF', () => {
  expect(fileFacts(samplePhoto())).toEqual([
    ['Name', 'a photo.jpg'],
    ['Size', '4000 × 3000, 12.0 megapixels'],
    ['Format', 'JPEG, 8 bits, 5.2\u00a0MB'],
    ['Colours', 'sRGB, as no profile is embedded'],
  ]);
});

test('what the camera wrote is added', () => {
  const photo = samplePhoto({ colourProfile: 'Display P3', camera: 'Phone 1', takenAt: '2026-01-01 12:00' });
  expect(fileFacts(photo).slice(3)).toEqual([
    ['Colours', 'Display P3'],
    ['Camera', 'Phone 1'],
    ['Taken', '2026-01-01 12:00'],
  ]);
});
