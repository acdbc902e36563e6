import { isLargerNearer } from '../depth-kind.ts';
import type { DepthKind } from '../depth-map.ts';
import { DepthroomError } from '../errors.ts';
import { finiteRange } from '../maths/finite-range.ts';
import { percentileRange, percentileStride } from '../maths/percentile-range.ts';
import { automaticExponent, exponentStride, isInverseScale } from '../maths/transfer.ts';
import type { DepthImageOptions, GreyMapping } from './depth-image.ts';
import { greyMapping } from './grey-mapping.ts';

/** Which codes a picture has: `black` and `white` are the ends of the scale, `invalid` is what pixels without a depth get. */
export interface Codes {
  invalid: number;
  black: number;
  white: number;
}

/** Codes of a 16-bit depth image: 0 is an invalid pixel, 1 (black) .. 65535 (white) are depth. */
const SIXTEEN_BITS: Codes = { invalid: 0, black: 1, white: 65535 };
/** Steps of a coloured picture, finer than its 256 colours so that an exponent leaves none out; invalid pixels have the one after the last. */
export const COLOUR_CODES: Codes = { invalid: 65535, black: 0, white: 65534 };
/** GDepth spans 0 (near) to 255 (far) and has no code for invalid pixels: they are put farthest away. */
const GDEPTH_CODES: Codes = { invalid: 255, black: 0, white: 255 };

/** How a map is laid over the codes; minimum and maximum in the map's unit. */
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
 * The grey scale for a map (any number of values, in the unit of its kind): between the stated minimum and maximum, or those of the map.
 * Own rule: both ends are kept beside the codes, so that values come back. Throws `bad-input` where the minimum is not below the maximum,
 * nothing is finite, or `inverse` or `log` would meet zero or a negative value.
 */
export function greyScale(
  values: Float32Array,
  kind: DepthKind,
  options: GreyOptions,
  codes: Codes = SIXTEEN_BITS,
): GreyScale {
  const { polarity } = options;
  const mapping = greyMapping(options.mapping, kind);
  const isStated = options.minimum !== undefined && options.maximum !== undefined;
  const found = isStated ? null : finiteRange(values);
  const minimum = options.minimum ?? found?.minimum ?? Number.NaN;
  const maximum = options.maximum ?? found?.maximum ?? Number.NaN;
  if (found ? found.invalid === values.length : !values.some(Number.isFinite))
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

/** What codes are linear in, and the way back. */
export const GREY_CURVES: Record<GreyMapping, Record<'to' | 'from', (value: number) => number>> = {
  linear: { to: (value) => value, from: (value) => value },
  inverse: { to: (value) => 1 / value, from: (value) => 1 / value },
  log: { to: Math.log, from: Math.exp },
};

/** The largest number below a half: with a half itself, the largest number below it would be rounded up. */
const BELOW_HALF = 0.5 - 2 ** -54;

/**
 * Fills in the codes of a plane, as many as values, rounded to the nearest. Values beyond the scale take its ends. Says how many pixels
 * were invalid and how many beyond.
 */
export function encodeGrey<Plane extends Uint8Array | Uint16Array>(
  values: Float32Array,
  scale: GreyScale,
  codes: Plane,
): { codes: Plane; invalid: number; clipped: number } {
  const { mapping } = scale;
  const map = GREY_CURVES[mapping].to;
  const { code: blackCode } = scale.black;
  const black = map(scale.black.value);
  const white = map(scale.white.value);
  const perUnit = white === black ? 0 : (scale.white.code - blackCode) / (white - black);
  const low = Math.min(scale.nearValue, scale.farValue);
  const high = Math.max(scale.nearValue, scale.farValue);
  const { invalidCode } = scale;
  let invalid = 0;
  let clipped = 0;
  for (let p = 0; p < values.length; p++) {
    const value = values[p];
    if (value - value !== 0) {
      invalid++;
      codes[p] = invalidCode;
      continue;
    }
    if (value < low || value > high) clipped++;
    const held = value < low ? low : value > high ? high : value;
    // The curves as above: a call for each pixel takes longer than all the rest.
    const place = mapping === 'linear' ? held : mapping === 'inverse' ? 1 / held : Math.log(held);
    // Math.round, which takes as long as all the rest: what lies between the ends is not below zero.
    codes[p] = blackCode + (((place - black) * perUnit + BELOW_HALF) | 0);
  }
  return { codes, invalid, clipped };
}

/** In percent: what a coloured picture leaves out at both ends that are not stated, so that a few stray pixels take no colours. */
export const PREVIEW_PERCENT = 1;

/** The scale of a coloured picture: colours run evenly over nearness between its ends raised to the exponent. */
export type PictureScale = GreyScale & { exponent: number };

/** A plane of `length` values of which every n-th can be had. */
export interface SampledPlane {
  length: number;
  every(stride: number): Float32Array;
}

/**
 * The scale of a coloured picture; an automatic mapping is that of the window (contract/maths/transfer.ts): 1 / value for metres, and the
 * exponent that suits the map. Throws as `greyScale`.
 */
export function colourScale(
  values: Float32Array,
  kind: DepthKind,
  options: GreyOptions,
  percent = PREVIEW_PERCENT,
): PictureScale {
  const every = (stride: number) => {
    if (stride === 1) return values;
    const sample = new Float32Array(Math.ceil(values.length / stride));
    for (let k = 0, i = 0; k < sample.length; k++, i += stride) sample[k] = values[i];
    return sample;
  };
  return sampledScale({ length: values.length, every }, kind, options, percent);
}

/** The same of a plane that is not kept: no more of it is asked for than the scale looks at. */
export function sampledScale(
  plane: SampledPlane,
  kind: DepthKind,
  options: GreyOptions,
  percent = PREVIEW_PERCENT,
): PictureScale {
  const sample = plane.every(percentileStride(plane.length));
  const { low, high } = percentileRange(sample, percent);
  // Where the range is not found in the sample, all values are asked.
  const values = low < high ? sample : plane.every(1);
  // Where most of a map is one value, its percentiles are no range, and all of it is shown.
  const found = low < high ? { minimum: low, maximum: high } : {};
  const range = {
    minimum: options.minimum ?? found.minimum,
    maximum: options.maximum ?? found.maximum,
  };
  const isAutomatic = options.mapping === 'auto';
  const lowest = range.minimum ?? finiteRange(values).minimum;
  const isInverse = isAutomatic && isInverseScale('auto', kind) && lowest > 0;
  const mapping = isAutomatic ? (isInverse ? 'inverse' : 'linear') : options.mapping;
  const scale = greyScale(values, kind, { ...options, ...range, mapping, invalid: 'mark' }, COLOUR_CODES);
  const exponent = isAutomatic
    ? automaticExponent(plane.every(exponentStride(plane.length)), scale.nearValue, scale.farValue, isInverse)
    : 1;
  return { ...scale, exponent };
}

/** Which of the 256 colours each code of a coloured picture has (65536 entries; invalid pixels have none that counts). */
export function colourEntries({ polarity, exponent }: PictureScale): Uint8Array {
  const isNearWhite = polarity === 'near-white';
  const { white } = COLOUR_CODES;
  const entryOf = (code: number) => {
    const share = Math.min(1, code / white);
    const nearness = (isNearWhite ? share : 1 - share) ** exponent;
    return Math.round(255 * (isNearWhite ? nearness : 1 - nearness));
  };
  const entries = new Uint8Array(white + 2);
  // They never fall: powers are taken where the next one may begin, not 65536 times.
  const fill = (first: number, last: number, lowest: number, highest: number) => {
    if (lowest === highest || last - first < 2) {
      entries.fill(lowest, first, last);
      entries[last] = highest;
      return;
    }
    const middle = (first + last) >> 1;
    const between = entryOf(middle);
    fill(first, middle, lowest, between);
    fill(middle, last, between, highest);
  };
  fill(0, white + 1, entryOf(0), entryOf(white + 1));
  return entries;
}

/** The name that GDepth has for a mapping. Throws `bad-input` for a map without metres, and for a logarithm. */
export function gdepthFormat(
  kind: DepthKind,
  mapping: DepthImageOptions['mapping'],
): 'RangeInverse' | 'RangeLinear' {
  if (kind !== 'metric') {
    throw new DepthroomError(
      'bad-input',
      'GDepth holds metres, but this map is relative: state near and far in metres, or choose a format without units.',
    );
  }
  if (mapping === 'log') {
    throw new DepthroomError(
      'bad-input',
      'GDepth knows the mappings linear and inverse, but received log: choose one of the two.',
    );
  }
  return mapping === 'linear' ? 'RangeLinear' : 'RangeInverse';
}

/** The scale of a map in GDepth: black is near. Throws as `gdepthFormat` and `greyScale`. */
export function gdepthScale(values: Float32Array, kind: DepthKind, options: GreyOptions): GreyScale {
  const mapping = gdepthFormat(kind, options.mapping) === 'RangeInverse' ? 'inverse' : 'linear';
  return greyScale(
    values,
    kind,
    { ...options, polarity: 'near-black', mapping, invalid: 'far' },
    GDEPTH_CODES,
  );
}
