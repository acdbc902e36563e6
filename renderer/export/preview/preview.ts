import { isLargerNearer } from '../../../contract/depth-kind.ts';
import type { DepthKind } from '../../../contract/depth-map.ts';
import type { DepthImageOptions } from '../../../contract/exports/depth-image.ts';
import {
  COLOUR_CODES,
  colourEntries,
  colourScale,
  encodeGrey,
  type GreyScale,
  gdepthScale,
  greyScale,
  type PictureScale,
  PREVIEW_PERCENT,
} from '../../../contract/exports/grey-scale.ts';
import { matteEdge, matteShare } from '../../../contract/exports/matte.ts';
import { colourMap } from '../../../contract/maths/colour-maps.ts';
import { depthInMetres, type MetricScale } from '../../../contract/maths/depth-in-metres.ts';
import { finiteRange } from '../../../contract/maths/finite-range.ts';
import { percentileRange } from '../../../contract/maths/percentile-range.ts';
import type { FileValues } from '../../../contract/maths/placed-values.ts';
import { text } from '../../language/text.ts';
import { shownFailure } from '../../server/shown-failure.ts';
import { threeDigits } from './preview-text.ts';

/** A depth plane as the stage has read it, and the ends of the whole map. */
export interface PreviewSource {
  kind: DepthKind;
  width: number;
  height: number;
  values: Float32Array;
  minimum: number;
  maximum: number;
  /** What the file will hold, on its own pixels: the ends of its scale are found there, not in the picture that is painted. */
  file: FileValues;
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
  /** What black and white stand for, where they are no values. */
  means?: readonly [dark: string, light: string];
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
  const metric = statedScale(source, options);
  const kind = metric ? 'metric' : source.kind;
  const inUnit = (raw: Float32Array) => (metric ? raw.map((value) => depthInMetres(value, metric)) : raw);
  const values = inUnit(sampled(source, width, height));
  const file = { extremes: inUnit(source.file.extremes), sample: inUnit(source.file.sample) };
  const numbersOf = GREY_FORMATS.includes(options.format)
    ? greyNumbers
    : TWO_TONED.includes(options.format)
      ? twoTones
      : floatNumbers;
  const numbers = numbersOf(values, file, kind, options);
  if (typeof numbers === 'string') return numbers;
  return { width, height, ...painted(numbers, options) };
}

/** How values become metres where near and far are stated for a relative map. */
function statedScale(
  { kind, minimum, maximum }: PreviewSource,
  { near, far }: DepthImageOptions,
): MetricScale | null {
  if (kind === 'metric' || near === undefined || far === undefined) return null;
  return { kind, minimum, maximum, nearInMetres: near, farInMetres: far };
}

/** The plane on the small grid. */
function sampled(
  { values, width: from, height: rows }: PreviewSource,
  width: number,
  height: number,
): Float32Array {
  const small = new Float32Array(width * height);
  for (let y = 0, p = 0; y < height; y++) {
    const row = Math.floor(((y + 0.5) * rows) / height) * from;
    for (let x = 0; x < width; x++, p++) small[p] = values[row + Math.floor(((x + 0.5) * from) / width)];
  }
  return small;
}

/** Numbers between 0 (dark) and 1 (light); NaN shows nothing. */
interface Numbers {
  shares: Float32Array;
  dark: number;
  light: number;
  unit: string;
  darkIs: 'near' | 'far';
  /** What black and white stand for, where they are no values. */
  means?: readonly [dark: string, light: string];
  invalid: number;
}

const TWO_TONED = ['matte-png16', 'matte-exr', 'mask'];

/** A matte by its edge, or the mask of what has no depth. */
function twoTones(
  values: Float32Array,
  file: FileValues,
  kind: DepthKind,
  options: DepthImageOptions,
): Numbers | string {
  const invalid = finiteRange(file.sample).invalid / file.sample.length;
  const ends = { unit: '', invalid };
  if (options.format === 'mask') {
    const shares = values.map((value) => (Number.isFinite(value) ? 0 : 1));
    return {
      ...ends,
      shares,
      dark: 0,
      light: 1,
      darkIs: 'near',
      means: [text('exports.hasDepth'), text('exports.hasNoDepth')],
    };
  }
  try {
    const edge = matteEdge(file.extremes, kind, options);
    const isWhite = options.polarity === 'near-white';
    const shares = values.map((value) => matteShare(value, edge));
    const value = threeDigits(edge.at);
    const words = [text('exports.fartherThan', { value }), text('exports.nearerThan', { value })] as const;
    const means = isWhite ? words : ([words[1], words[0]] as const);
    return { ...ends, shares, dark: 0, light: 1, darkIs: isWhite ? 'far' : 'near', means };
  } catch (thrown) {
    return shownFailure(thrown).message;
  }
}

/** Codes of 8 bits that look as those of 16 do. */
const SHOWN_CODES = { invalid: 0, black: 0, white: 255 };

/** Grey codes, as the exporter lays them; a sentence where it would refuse. */
function greyNumbers(
  values: Float32Array,
  file: FileValues,
  kind: DepthKind,
  options: DepthImageOptions,
): Numbers | string {
  try {
    const picture = options.format === 'preview' ? pictureScaleOfFile(file, kind, options) : null;
    const scale = picture ?? greyScaleOfFile(file, kind, options);
    const { codes } = encodeGrey(values, scale, new Uint16Array(values.length));
    const entries = picture && colourEntries(picture);
    const shares = Float32Array.from(codes, (code) =>
      entries && code === COLOUR_CODES.invalid ? Number.NaN : (entries ? entries[code] : code) / 255,
    );
    return {
      shares,
      dark: scale.black.value,
      light: scale.white.value,
      unit: unitOf(kind),
      darkIs: scale.polarity === 'near-white' ? 'far' : 'near',
      invalid: finiteRange(file.sample).invalid / file.sample.length,
    };
  } catch (thrown) {
    return shownFailure(thrown).message;
  }
}

function greyScaleOfFile({ extremes }: FileValues, kind: DepthKind, options: DepthImageOptions): GreyScale {
  if (options.format === 'gdepth') return gdepthScale(extremes, kind, options);
  return greyScale(extremes, kind, options, SHOWN_CODES);
}

function pictureScaleOfFile(
  { extremes, sample }: FileValues,
  kind: DepthKind,
  options: DepthImageOptions,
): PictureScale {
  // Where the percentiles are no range, the exporter shows all values, of which a sample need not hold the ends.
  const { low, high } = percentileRange(sample, PREVIEW_PERCENT);
  return colourScale(low < high ? sample : extremes, kind, options);
}

/** Floats, as a viewer shows them: the smallest black, the largest white. */
function floatNumbers(
  values: Float32Array,
  file: FileValues,
  kind: DepthKind,
  options: DepthImageOptions,
): Numbers | string {
  const isInverse = options.values === 'inverse';
  if (isInverse && kind !== 'metric') return text('exports.noInverse');
  const written = (raw: Float32Array) =>
    isInverse ? raw.map((value) => (value > 0 ? 1 / value : Number.NaN)) : raw;
  const numbers = written(values);
  const { minimum: low, maximum: high } = finiteRange(written(file.extremes));
  if (Number.isNaN(low)) return text('exports.noValidPixel');
  const invalid = finiteRange(written(file.sample)).invalid / file.sample.length;
  const isNearLarge = isInverse || isLargerNearer(kind);
  const fill = { mark: Number.NaN, zero: 0, far: isNearLarge ? low : high }[options.invalid];
  const dark = options.invalid === 'zero' && invalid > 0 ? Math.min(0, low) : low;
  const perUnit = high > dark ? 1 / (high - dark) : 0;
  const shares = numbers.map((value) => ((Number.isFinite(value) ? value : fill) - dark) * perUnit);
  const unit = isInverse ? '1/m' : unitOf(kind);
  return { shares, dark, light: high, unit, darkIs: isNearLarge ? 'far' : 'near', invalid };
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
