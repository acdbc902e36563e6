import type { Calibration } from '../../../contract/compare/truth.ts';
import { DepthroomError } from '../../../contract/errors.ts';

/**
 * Middlebury's calib.txt (Stereo Evaluation v3): `cam0=[f 0 cx; 0 f cy; 0 0 1]` in pixels, `doffs` in pixels, `baseline` in millimetres.
 * Throws `bad-input` where one of them is missing.
 */
export function readCalibration(text: string): Calibration {
  const number = '([-+]?[0-9]*\\.?[0-9]+(?:[eE][-+]?[0-9]+)?)';
  const find = (pattern: string) => Number(new RegExp(pattern, 'm').exec(text)?.[1] ?? Number.NaN);
  const focalInPixels = find(`^\\s*cam0\\s*=\\s*\\[\\s*${number}`);
  const baselineInMetres = find(`^\\s*baseline\\s*=\\s*${number}`) / 1000;
  const offsetInPixels = /^\s*doffs\s*=/m.test(text) ? find(`^\\s*doffs\\s*=\\s*${number}`) : 0;
  if (!(focalInPixels > 0) || !(baselineInMetres > 0) || !Number.isFinite(offsetInPixels)) {
    throw new DepthroomError(
      'bad-input',
      `Expected a calibration with the lines cam0=[f ...], doffs= and baseline= (calib.txt of Middlebury), but ${focalInPixels > 0 ? 'the baseline' : 'the focal length in cam0'} is missing.`,
    );
  }
  return { focalInPixels, baselineInMetres, offsetInPixels };
}
