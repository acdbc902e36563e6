import { type DepthKind, isLargerNearer } from '../../contract/depth-map.ts';
import { DepthroomError } from '../../contract/errors.ts';
import type { DepthImageOptions } from '../../contract/export.ts';
import { finiteRange } from '../geometry/finite-range.ts';

/** Codes of a 16-bit depth image: 0 is an invalid pixel, 1 (black) .. 65535 (white) are depth. */
const INVALID_CODE = 0;
const BLACK_CODE = 1;
const WHITE_CODE = 65535;

/** How the codes of a depth image and the values of its map belong together. */
export interface GreyScale {
  polarity: DepthImageOptions['polarity'];
  mapping: DepthImageOptions['mapping'];
  invalidCode: number;
  /** Values at both ends of the codes. */
  black: { code: number; value: number };
  white: { code: number; value: number };
  /** The same two values, by distance. */
  nearValue: number;
  farValue: number;
  /** How to get the value back from a code. */
  formula: string;
}

const FORMULAS: Record<DepthImageOptions['mapping'], string> = {
  linear: 'value = black.value + (code - 1) / 65534 * (white.value - black.value)',
  inverse: 'value = 1 / (1 / black.value + (code - 1) / 65534 * (1 / white.value - 1 / black.value))',
};

/**
 * The grey scale for a map: between the stated minimum and maximum, or those of the map. Refused with `bad-input` where the
 * minimum is above the maximum, where nothing is finite, or where `inverse` would divide by zero or change sign.
 */
export function greyScale(values: Float32Array, kind: DepthKind, options: DepthImageOptions): GreyScale {
  const { polarity, mapping } = options;
  const found = finiteRange(values);
  const minimum = options.minimum ?? found.minimum;
  const maximum = options.maximum ?? found.maximum;
  if (found.invalid === values.length)
    throw new DepthroomError('bad-input', 'This depth map has no valid pixel to write.');
  if (minimum > maximum || (minimum === maximum && (options.minimum ?? options.maximum) !== undefined)) {
    throw new DepthroomError(
      'bad-input',
      `The minimum of the grey scale must be below its maximum, but the minimum is ${minimum} and the maximum ${maximum}.`,
    );
  }
  if (mapping === 'inverse' && minimum <= 0) {
    throw new DepthroomError(
      'bad-input',
      `The inverse mapping needs positive values, but the smallest is ${minimum}: state a positive minimum, or use the linear mapping.`,
    );
  }
  const [nearValue, farValue] = isLargerNearer(kind) ? [maximum, minimum] : [minimum, maximum];
  const [black, white] = polarity === 'near-white' ? [farValue, nearValue] : [nearValue, farValue];
  return {
    polarity,
    mapping,
    invalidCode: INVALID_CODE,
    black: { code: BLACK_CODE, value: black },
    white: { code: WHITE_CODE, value: white },
    nearValue,
    farValue,
    formula: FORMULAS[mapping],
  };
}

/** Codes of a plane. Values beyond the scale take its ends; invalid ones the invalid code. Also says how many of each. */
export function encodeGrey(
  values: Float32Array,
  scale: GreyScale,
): { codes: Uint16Array; invalid: number; clipped: number } {
  const isInverse = scale.mapping === 'inverse';
  const black = isInverse ? 1 / scale.black.value : scale.black.value;
  const white = isInverse ? 1 / scale.white.value : scale.white.value;
  const perUnit = white === black ? 0 : (WHITE_CODE - BLACK_CODE) / (white - black);
  const low = Math.min(scale.nearValue, scale.farValue);
  const high = Math.max(scale.nearValue, scale.farValue);
  const codes = new Uint16Array(values.length);
  let invalid = 0;
  let clipped = 0;
  for (let p = 0; p < values.length; p++) {
    const value = values[p];
    if (!Number.isFinite(value)) {
      invalid++;
      continue;
    }
    if (value < low || value > high) clipped++;
    const held = value < low ? low : value > high ? high : value;
    codes[p] = BLACK_CODE + Math.round(((isInverse ? 1 / held : held) - black) * perUnit);
  }
  return { codes, invalid, clipped };
}
