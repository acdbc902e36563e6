import type { TruthConvention } from '../../../contract/compare/truth.ts';
import type { DepthKind } from '../../../contract/depth-map.ts';
import { DepthroomError } from '../../../contract/errors.ts';
import { cameraOfWindow } from '../../../contract/maths/pinhole.ts';
import type { Photo } from '../../../contract/photo.ts';
import type { RawTruth } from './raw-truth.ts';

export interface TruthPlane {
  kind: DepthKind;
  width: number;
  height: number;
  /** Planar metres or relative values; NaN where nothing is known. */
  values: Float32Array;
  minimum: number;
  maximum: number;
  validPixels: number;
  notes: string[];
}

/** The kind of map that a convention makes. */
function kindOf({ meaning, unit, calibration }: TruthConvention): DepthKind {
  if (meaning === 'disparity') return calibration ? 'metric' : 'affine-disparity';
  if (unit === 'metres') return 'metric';
  return meaning === 'depth' ? 'affine-depth' : 'affine-disparity';
}

/**
 * Stored numbers (height x width of the file, row by row) to planar depth in metres, or to relative values where the convention leaves the
 * scale open. Distances along the ray become planar Z by the photo's intrinsics: Z = distance / |(x, y, 1)|. Stereo: Z = baseline * focal /
 * (d + offset) (Middlebury, Stereo Evaluation v3).
 * Throws `bad-input` where nothing valid is left.
 */
export function applyConvention(raw: RawTruth, convention: TruthConvention, photo: Photo): TruthPlane {
  const { width, height } = raw;
  const { meaning, scale, invalid, geometry, calibration, crop } = convention;
  const kind = kindOf(convention);
  const isMetric = kind === 'metric';
  const whole = { left: 0, top: 0, width: photo.width, height: photo.height };
  const camera = cameraOfWindow(photo.intrinsics, whole, width, height);
  const least = (isMetric ? convention.minimum : null) ?? 0;
  const most = (isMetric ? convention.maximum : null) ?? Number.POSITIVE_INFINITY;
  const isPositive = kind !== 'affine-depth';
  const values = new Float32Array(width * height).fill(Number.NaN);
  let minimum = Number.POSITIVE_INFINITY;
  let maximum = Number.NEGATIVE_INFINITY;
  let validPixels = 0;
  for (let y = 0, p = 0; y < height; y++) {
    const isRowInside = !crop || (y >= crop.top && y < crop.top + crop.height);
    for (let x = 0; x < width; x++, p++) {
      const stored = raw.values[p];
      if (!isRowInside || stored === invalid || !Number.isFinite(stored)) continue;
      if (crop && (x < crop.left || x >= crop.left + crop.width)) continue;
      let value = stored * scale;
      if (isPositive && value <= 0) continue;
      if (calibration && meaning === 'disparity')
        value =
          (calibration.baselineInMetres * calibration.focalInPixels) / (value + calibration.offsetInPixels);
      else if (isMetric && meaning === 'inverse-depth') value = 1 / value;
      if (geometry === 'euclidean' && isMetric && meaning === 'depth')
        value /= Math.hypot((x + 0.5 - camera.cx) / camera.fx, (y + 0.5 - camera.cy) / camera.fy, 1);
      if (isMetric && !(value > least && value < most)) continue;
      values[p] = value;
      if (value < minimum) minimum = value;
      if (value > maximum) maximum = value;
      validPixels++;
    }
  }
  if (validPixels === 0) {
    throw new DepthroomError(
      'bad-input',
      'Expected depths, but with this convention no pixel of the file counts: look at its scale, invalid value, range and crop.',
    );
  }
  const notes = [...raw.notes];
  if (Math.abs((width * photo.height) / (height * photo.width) - 1) > 0.01) {
    notes.push(
      `The file is ${width} x ${height} and the photo ${photo.width} x ${photo.height}: it is stretched over the whole photo, which is right only if both show the same field of view.`,
    );
  }
  return { kind, width, height, values, minimum, maximum, validPixels, notes };
}
