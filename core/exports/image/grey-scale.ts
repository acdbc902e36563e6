import { type DepthImageOptions, type GreyMapping, greyMapping } from '../../../contract/depth-image.ts';
import { type DepthKind, isLargerNearer } from '../../../contract/depth-map.ts';
import { DepthroomError } from '../../../contract/errors.ts';
import { finiteRange } from '../../geometry/finite-range.ts';

/** Which codes a picture has: `black` and `white` are the ends of the scale, `invalid` is what pixels without a depth get. */
export interface Codes {
  invalid: number;
  black: number;
  white: number;
}

/** Codes of a 16-bit depth image: 0 is an invalid pixel, 1 (black) .. 65535 (white) are depth. */
export const SIXTEEN_BITS: Codes = { invalid: 0, black: 1, white: 65535 };

export type GreyOptions = Pick<DepthImageOptions, 'polarity' | 'mapping' | 'minimum' | 'maximum'> &
  Partial<Pick<DepthImageOptions, 'invalid'>>;

/** How the codes of a depth image and the values of its map belong together. */
export interface GreyScale {
  polarity: DepthImageOptions['polarity'];
  mapping: GreyMapping;
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

/** How to get the value back, where `share` stands for the place of a code between both ends. */
const FORMULAS: Record<GreyMapping, string> = {
  linear: 'value = black.value + share * (white.value - black.value)',
  inverse: 'value = 1 / (1 / black.value + share * (1 / white.value - 1 / black.value))',
  log: 'value = black.value * (white.value / black.value) ** share',
};

/**
 * The grey scale for a map: between the stated minimum and maximum, or those of the map. Throws `bad-input` where the minimum is above
 * the maximum, nothing is finite, or `inverse` or `log` would meet zero or a negative value.
 */
export function greyScale(
  values: Float32Array,
  kind: DepthKind,
  options: GreyOptions,
  codes: Codes = SIXTEEN_BITS,
): GreyScale {
  const { polarity } = options;
  const mapping = greyMapping(options.mapping, kind);
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
  if (mapping !== 'linear' && minimum <= 0) {
    throw new DepthroomError(
      'bad-input',
      `The ${mapping} mapping needs positive values, but the smallest is ${minimum}: state a positive minimum, or use the linear mapping.`,
    );
  }
  const [nearValue, farValue] = isLargerNearer(kind) ? [maximum, minimum] : [minimum, maximum];
  const isNearWhite = polarity === 'near-white';
  const [black, white] = isNearWhite ? [farValue, nearValue] : [nearValue, farValue];
  const farCode = isNearWhite ? codes.black : codes.white;
  return {
    polarity,
    mapping,
    invalidCode: options.invalid === 'far' ? farCode : codes.invalid,
    black: { code: codes.black, value: black },
    white: { code: codes.white, value: white },
    nearValue,
    farValue,
    formula: FORMULAS[mapping].replace('share', shareOf(codes)),
  };
}

function shareOf({ black, white }: Codes): string {
  return black === 0 ? `code / ${white}` : `(code - ${black}) / ${white - black}`;
}

const MAPPINGS: Record<GreyMapping, (value: number) => number> = {
  linear: (value) => value,
  inverse: (value) => 1 / value,
  log: Math.log,
};

/** Fills in the codes of a plane. Values beyond the scale take its ends. Says how many were invalid and how many beyond. */
export function encodeGrey<Plane extends Uint8Array | Uint16Array>(
  values: Float32Array,
  scale: GreyScale,
  codes: Plane,
): { codes: Plane; invalid: number; clipped: number } {
  const map = MAPPINGS[scale.mapping];
  const { code: blackCode } = scale.black;
  const black = map(scale.black.value);
  const white = map(scale.white.value);
  const perUnit = white === black ? 0 : (scale.white.code - blackCode) / (white - black);
  const low = Math.min(scale.nearValue, scale.farValue);
  const high = Math.max(scale.nearValue, scale.farValue);
  let invalid = 0;
  let clipped = 0;
  for (let p = 0; p < values.length; p++) {
    const value = values[p];
    if (!Number.isFinite(value)) {
      invalid++;
      codes[p] = scale.invalidCode;
      continue;
    }
    if (value < low || value > high) clipped++;
    const held = value < low ? low : value > high ? high : value;
    codes[p] = blackCode + Math.round((map(held) - black) * perUnit);
  }
  return { codes, invalid, clipped };
}
