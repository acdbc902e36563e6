import { describe, expect, it } from 'vitest';
import type { ExifFacts } from './exif.ts';
import { intrinsicsFromExif, intrinsicsFromLens } from './intrinsics.ts';

const NOTHING: ExifFacts = {
  camera: null,
  takenAt: null,
  focal35mm: null,
  focalInMillimetres: null,
  focalPlane: null,
  pixelSize: null,
};
/** A full-frame camera with 6000 x 4000 pixels and a 50 mm lens: 36 mm are 6000 pixels. */
const FULL_FRAME: ExifFacts = {
  ...NOTHING,
  focalInMillimetres: 50,
  focalPlane: { x: 6000 / 36, y: 4000 / 24 },
  pixelSize: { width: 6000, height: 4000 },
};
const ASSUMED = 'Assumed: 60 degrees along the longer side, because the file does not say';
const SENSOR = '50 mm lens on a sensor 36 mm long, in the EXIF data';
const FOCAL = (50 / 36) * 6000;

describe('35 mm equivalent', () => {
  const note = '26 mm equivalent in the EXIF data, by the diagonal';

  it('counts by the diagonal', () => {
    const focal = (26 * Math.hypot(4032, 3024)) / Math.hypot(36, 24);
    const found = intrinsicsFromExif(4032, 3024, 1, { ...NOTHING, focal35mm: 26 });
    expect(found).toEqual({ fx: focal, fy: focal, cx: 2016, cy: 1512, source: 'exif', note });
  });

  it('goes before the lens and the sensor', () => {
    expect(intrinsicsFromExif(6000, 4000, 1, { ...FULL_FRAME, focal35mm: 26 }).note).toBe(note);
  });

  it('says that the photo was cropped', () => {
    const exif = { ...NOTHING, focal35mm: 26, pixelSize: { width: 4032, height: 3024 } };
    expect(intrinsicsFromExif(3024, 3024, 1, exif).note).toBe(
      `${note}; the photo was cropped since (it was 4032 x 3024), so check the field of view`,
    );
  });
});

describe('lens and sensor', () => {
  it.each([
    ['as taken', 6000, 4000, 1, FOCAL],
    ['resized since', 1500, 1000, 1, FOCAL / 4],
    ['held upright', 4000, 6000, 6, FOCAL],
    ['turned by a program that kept the size in the EXIF data', 4000, 6000, 1, FOCAL],
  ])('%s', (_, width, height, orientation, focal) => {
    const found = intrinsicsFromExif(width, height, orientation, FULL_FRAME);
    expect({ ...found, fx: Math.round(found.fx * 1e6) / 1e6, fy: Math.round(found.fy * 1e6) / 1e6 }).toEqual({
      fx: Math.round(focal * 1e6) / 1e6,
      fy: Math.round(focal * 1e6) / 1e6,
      cx: width / 2,
      cy: height / 2,
      source: 'exif',
      note: SENSOR,
    });
  });

  it('keeps the axes of pixels that are not square', () => {
    const exif = { ...FULL_FRAME, focalPlane: { x: 6000 / 36, y: (1.05 * 6000) / 36 } };
    const upright = intrinsicsFromExif(6000, 4000, 1, exif);
    const lying = intrinsicsFromExif(4000, 6000, 8, exif);
    const focals = [upright.fx, upright.fy, lying.fx, lying.fy].map(
      (focal) => Math.round(focal * 1000) / 1000,
    );
    expect(focals).toEqual([8333.333, 8750, 8750, 8333.333]);
  });

  it('is not used for a photo that was cropped, since it may have been resized as well', () => {
    expect(intrinsicsFromExif(4000, 4000, 1, FULL_FRAME).source).toBe('assumed');
  });
});

it.each([
  ['nothing', NOTHING],
  ['a lens without a sensor', { ...NOTHING, focalInMillimetres: 50 }],
  ['a sensor a thousand times too small', { ...FULL_FRAME, focalPlane: { x: 166_667, y: 166_667 } }],
  ['an equivalent that no lens has', { ...NOTHING, focal35mm: 4999 }],
])('assumes a field of view for %s', (_, exif) => {
  const focal = 2000 / Math.tan(Math.PI / 6);
  const found = intrinsicsFromExif(3000, 4000, 1, exif);
  expect({ ...found, fx: Math.round(found.fx), fy: Math.round(found.fy) }).toEqual({
    fx: Math.round(focal),
    fy: Math.round(focal),
    cx: 1500,
    cy: 2000,
    source: 'assumed',
    note: ASSUMED,
  });
});

it('takes what a person says', () => {
  const angle = intrinsicsFromLens(2000, 1000, { fieldOfViewDegrees: 90 });
  expect({ ...angle, fx: Math.round(angle.fx), fy: Math.round(angle.fy) }).toEqual({
    fx: 1000,
    fy: 1000,
    cx: 1000,
    cy: 500,
    source: 'given',
    note: '90 degrees across the width, as given',
  });
  const focal = (24 * Math.hypot(2000, 1000)) / Math.hypot(36, 24);
  expect(intrinsicsFromLens(2000, 1000, { focal35mm: 24 })).toEqual({
    fx: focal,
    fy: focal,
    cx: 1000,
    cy: 500,
    source: 'given',
    note: '24 mm equivalent, as given, by the diagonal',
  });
});
