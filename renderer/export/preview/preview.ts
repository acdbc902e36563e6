import { colourMap } from '../../../contract/colour-maps.ts';
import { type DepthImageOptions, greyMapping } from '../../../contract/depth-image.ts';
import { type DepthKind, isLargerNearer } from '../../../contract/depth-map.ts';
import { histogramOf, percentile } from '../../view/maths/range.ts';

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
const PREVIEW_PERCENTILE = 0.01;

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
  const isLaid = kind !== 'metric' && near !== undefined && far !== undefined;
  const perUnit = maximum > minimum ? 1 / (maximum - minimum) : 0;
  const sampled = new Float32Array(width * height);
  for (let y = 0, p = 0; y < height; y++) {
    const row = Math.floor(((y + 0.5) * rows) / height) * from;
    for (let x = 0; x < width; x++, p++) {
      const value = values[row + Math.floor(((x + 0.5) * from) / width)];
      if (!isLaid) {
        sampled[p] = value;
        continue;
      }
      const share = Math.min(1, Math.max(0, (value - minimum) * perUnit));
      sampled[p] =
        kind === 'affine-depth' ? near + share * (far - near) : 1 / (1 / far + share * (1 / near - 1 / far));
    }
  }
  return { values: sampled, kind: isLaid ? 'metric' : kind };
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

const MAPPINGS = {
  linear: (value: number) => value,
  inverse: (value: number) => 1 / value,
  log: Math.log,
} as const;

/** Grey codes, as the exporter lays them: black and white are the ends of the scale, code 0 or far where nothing is known. */
function greyNumbers(values: Float32Array, kind: DepthKind, options: DepthImageOptions): Numbers | string {
  const isGDepth = options.format === 'gdepth';
  const mapping = isGDepth && options.mapping === 'auto' ? 'inverse' : greyMapping(options.mapping, kind);
  const polarity = isGDepth ? 'near-black' : options.polarity;
  const histogram = histogramOf(values, 1024);
  if (histogram.total === 0) return 'This depth map has no valid pixel to write.';
  const cut = options.format === 'preview' ? PREVIEW_PERCENTILE : 0;
  const minimum = options.minimum ?? percentile(histogram, cut);
  const maximum = options.maximum ?? percentile(histogram, 1 - cut);
  if (minimum > maximum) return 'The minimum of the grey scale must be below its maximum.';
  if (mapping !== 'linear' && minimum <= 0)
    return `The ${mapping} mapping needs positive values: state a positive minimum, or near and far in metres.`;
  const [nearValue, farValue] = isLargerNearer(kind) ? [maximum, minimum] : [minimum, maximum];
  const isNearWhite = polarity === 'near-white';
  const [dark, light] = isNearWhite ? [farValue, nearValue] : [nearValue, farValue];
  const map = MAPPINGS[mapping];
  const start = map(dark);
  const perUnit = light === dark ? 0 : 1 / (map(light) - start);
  const isFar = isGDepth || options.invalid === 'far';
  const unknown = options.format === 'preview' ? Number.NaN : isFar && !isNearWhite ? 1 : 0;
  const shares = new Float32Array(values.length);
  for (let p = 0; p < values.length; p++) {
    const held = Math.min(maximum, Math.max(minimum, values[p]));
    shares[p] = Number.isFinite(values[p]) ? (map(held) - start) * perUnit : unknown;
  }
  const invalid = 1 - histogram.total / values.length;
  return { shares, dark, light, unit: unitOf(kind), darkIs: isNearWhite ? 'far' : 'near', invalid };
}

/** Floats, as a viewer shows them: the smallest black, the largest white. */
function floatNumbers(values: Float32Array, kind: DepthKind, options: DepthImageOptions): Numbers | string {
  const isInverse = options.values === 'inverse';
  if (isInverse && kind !== 'metric')
    return 'The inverse of a relative map is no inverse depth: state near and far in metres, or write the raw values.';
  const numbers = isInverse ? values.map((value) => (value > 0 ? 1 / value : Number.NaN)) : values;
  const histogram = histogramOf(numbers, 1024);
  if (histogram.total === 0) return 'This depth map has no valid pixel to write.';
  const isNearLarge = isInverse || isLargerNearer(kind);
  const { low, high } = histogram;
  const fill = { mark: Number.NaN, zero: 0, far: isNearLarge ? low : high }[options.invalid];
  const dark = options.invalid === 'zero' && histogram.total < values.length ? Math.min(0, low) : low;
  const perUnit = high > dark ? 1 / (high - dark) : 0;
  const shares = numbers.map((value) => ((Number.isFinite(value) ? value : fill) - dark) * perUnit);
  const invalid = 1 - histogram.total / values.length;
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
