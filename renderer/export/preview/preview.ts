import { type DepthKind, isLargerNearer } from '../../../contract/depth-map.ts';
import { toFailure } from '../../../contract/errors.ts';
import type { DepthImageOptions } from '../../../contract/exports/depth-image.ts';
import {
  COLOUR_CODES,
  colourScale,
  encodeGrey,
  gdepthScale,
  greyScale,
} from '../../../contract/exports/grey-scale.ts';
import { colourMap } from '../../../contract/maths/colour-maps.ts';
import { depthInMetres, type MetricScale } from '../../../contract/maths/depth-in-metres.ts';
import { finiteRange } from '../../../contract/maths/finite-range.ts';

/** A depth plane as the stage has read it, and the ends of the whole map. */
export interface PreviewSource {
  kind: DepthKind;
  width: number;
  height: number;
  values: Float32Array;
  minimum: number;
  maximum: number;
}

/** What a depth image will look like in a program that shows its numbers between their ends. */
export interface DepthPreview {
  width: number;
  height: number;
  /** Interleaved sRGB with alpha; float pixels that hold NaN are transparent. */
  rgba: Uint8ClampedArray<ArrayBuffer>;
  /** Values at both ends of what is shown, in the unit of the file. */
  dark: number;
  light: number;
  unit: string;
  /** What is dark: `near`, `far`. */
  darkIs: 'near' | 'far';
  /** Share of pixels without a value. */
  invalid: number;
}

const GREY_FORMATS = ['png16', 'tiff16', 'photoshop', 'gdepth', 'preview'];

/**
 * Paints a depth image as it will be written, on a grid whose long edge is `longEdge` pixels. A sentence where the options cannot be, with
 * the same reasons as the exporter's.
 */
export function previewDepthImage(
  source: PreviewSource,
  options: DepthImageOptions,
  longEdge: number,
): DepthPreview | string {
  const scale = Math.min(1, longEdge / Math.max(source.width, source.height));
  const width = Math.max(1, Math.round(source.width * scale));
  const height = Math.max(1, Math.round(source.height * scale));
  const { values, kind } = inStatedUnit(source, options, width, height);
  const numbers = GREY_FORMATS.includes(options.format)
    ? greyNumbers(values, kind, options)
    : floatNumbers(values, kind, options);
  if (typeof numbers === 'string') return numbers;
  return { width, height, ...painted(numbers, options) };
}

/** The plane on the small grid, in metres where near and far are stated. */
function inStatedUnit(
  { kind, values, width: from, height: rows, minimum, maximum }: PreviewSource,
  { near, far }: DepthImageOptions,
  width: number,
  height: number,
): { values: Float32Array; kind: DepthKind } {
  const scale: MetricScale | null =
    kind !== 'metric' && near !== undefined && far !== undefined
      ? { kind, minimum, maximum, nearInMetres: near, farInMetres: far }
      : null;
  const sampled = new Float32Array(width * height);
  for (let y = 0, p = 0; y < height; y++) {
    const row = Math.floor(((y + 0.5) * rows) / height) * from;
    for (let x = 0; x < width; x++, p++) {
      const value = values[row + Math.floor(((x + 0.5) * from) / width)];
      sampled[p] = scale ? depthInMetres(value, scale) : value;
    }
  }
  return { values: sampled, kind: scale ? 'metric' : kind };
}

/** Numbers between 0 (dark) and 1 (light); NaN shows nothing. */
interface Numbers {
  shares: Float32Array;
  dark: number;
  light: number;
  unit: string;
  darkIs: 'near' | 'far';
  invalid: number;
}

/** Codes of 8 bits that look as those of 16 do. */
const SHOWN_CODES = { invalid: 0, black: 0, white: 255 };

/** Grey codes, as the exporter lays them; a sentence where it would refuse. */
function greyNumbers(values: Float32Array, kind: DepthKind, options: DepthImageOptions): Numbers | string {
  const { format } = options;
  try {
    const scale =
      format === 'gdepth'
        ? gdepthScale(values, kind, options)
        : format === 'preview'
          ? colourScale(values, kind, options)
          : greyScale(values, kind, options, SHOWN_CODES);
    const { codes, invalid } = encodeGrey(values, scale, new Uint16Array(values.length));
    const shares = Float32Array.from(codes, (code) =>
      code === COLOUR_CODES.invalid ? Number.NaN : code / 255,
    );
    return {
      shares,
      dark: scale.black.value,
      light: scale.white.value,
      unit: unitOf(kind),
      darkIs: scale.polarity === 'near-white' ? 'far' : 'near',
      invalid: invalid / values.length,
    };
  } catch (thrown) {
    return toFailure(thrown).message;
  }
}

/** Floats, as a viewer shows them: the smallest black, the largest white. */
function floatNumbers(values: Float32Array, kind: DepthKind, options: DepthImageOptions): Numbers | string {
  const isInverse = options.values === 'inverse';
  if (isInverse && kind !== 'metric')
    return 'The inverse of a relative map is no inverse depth: state near and far in metres, or write the raw values.';
  const numbers = isInverse ? values.map((value) => (value > 0 ? 1 / value : Number.NaN)) : values;
  const { minimum: low, maximum: high, invalid } = finiteRange(numbers);
  if (invalid === numbers.length) return 'This depth map has no valid pixel to write.';
  const isNearLarge = isInverse || isLargerNearer(kind);
  const fill = { mark: Number.NaN, zero: 0, far: isNearLarge ? low : high }[options.invalid];
  const dark = options.invalid === 'zero' && invalid > 0 ? Math.min(0, low) : low;
  const perUnit = high > dark ? 1 / (high - dark) : 0;
  const shares = numbers.map((value) => ((Number.isFinite(value) ? value : fill) - dark) * perUnit);
  const unit = isInverse ? '1/m' : unitOf(kind);
  return {
    shares,
    dark,
    light: high,
    unit,
    darkIs: isNearLarge ? 'far' : 'near',
    invalid: invalid / values.length,
  };
}

function unitOf(kind: DepthKind): string {
  return kind === 'metric' ? 'm' : '';
}

function painted(
  { shares, ...others }: Numbers,
  options: DepthImageOptions,
): Omit<DepthPreview, 'width' | 'height'> {
  const rgba = new Uint8ClampedArray(4 * shares.length);
  const table = colourMap(options.format === 'preview' ? options.colourMap : 'grey');
  for (let p = 0; p < shares.length; p++) {
    const share = shares[p];
    if (Number.isNaN(share)) continue;
    const at = 3 * Math.round(255 * Math.min(1, Math.max(0, share)));
    rgba[4 * p] = table[at];
    rgba[4 * p + 1] = table[at + 1];
    rgba[4 * p + 2] = table[at + 2];
    rgba[4 * p + 3] = 255;
  }
  return { rgba, ...others };
}
