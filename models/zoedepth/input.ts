import type { PackOf } from '../../contract/pack.ts';
import type { Pixels } from '../../contract/photo.ts';
import { roundHalfToEven } from '../pipeline/half.ts';
import { resample, type Size } from '../pipeline/resize.ts';

/** Pixels of the photo that are reflected at the left and right (`x`), and at the top and bottom (`y`). */
export interface Padding {
  x: number;
  y: number;
}

/** The input of a pack in one spelling: size in pixels, mean and deviation of R, G, B in 0..1. */
export interface InputRules {
  size: Size;
  multipleOf: number;
  padFactor: number;
  mean: readonly number[];
  deviation: readonly number[];
}

/**
 * What a pack says of its input, with the defaults of the authors' processor: 384 x 512 pixels (height x width), multiples of 32, padding
 * factor 3.
 */
export function rulesOf({ input }: PackOf<'zoedepth'>): InputRules {
  const stated = input.size ?? input.resize ?? { height: 384, width: 512 };
  return {
    size: { width: stated.width, height: stated.height },
    multipleOf: input.multipleOf ?? input.resize?.multipleOf ?? 32,
    padFactor: input.padFactor ?? 3,
    mean: input.mean,
    deviation: input.std,
  };
}

/**
 * Pixels that are reflected at each border: int(sqrt(side / 2) * factor) (ZoeDepth's infer, `_infer_with_pad_aug`). A side shorter than
 * that reflects what it has, where the reference fails.
 */
export function paddingOf({ width, height }: Size, factor: number): Padding {
  const pad = (side: number) => Math.min(Math.floor(Math.sqrt(side / 2) * factor), side - 1);
  return { x: pad(width), y: pad(height) };
}

/**
 * Size of the network's input in pixels: of the two scales that bring a side to the pack's size, the one nearer to 1, rounded to multiples
 * (halves to even; ZoeDepth, midas.py, Resize "minimal") and never below one multiple, where the reference would come to 0; without
 * `keepAspect` the pack's size itself.
 */
export function networkSizeOf(padded: Size, { size, multipleOf }: InputRules, keepAspect: boolean): Size {
  const scaleX = size.width / padded.width;
  const scaleY = size.height / padded.height;
  const scale = Math.abs(1 - scaleX) < Math.abs(1 - scaleY) ? scaleX : scaleY;
  const round = (length: number) => Math.max(roundHalfToEven(length / multipleOf), 1) * multipleOf;
  return keepAspect
    ? { width: round(scale * padded.width), height: round(scale * padded.height) }
    : { width: round(size.width), height: round(size.height) };
}

/**
 * The photo with reflected borders as three planes (R, G, B; each height x width of `size`, row by row): bilinear with the corners aligned
 * and without antialias, 0..1, less mean, over deviation, as ZoeDepth's PrepForMidas.
 */
export function networkInput(
  photo: Pixels,
  padding: Padding,
  size: Size,
  { mean, deviation }: InputRules,
): Float32Array {
  const width = photo.width + 2 * padding.x;
  const height = photo.height + 2 * padding.y;
  const columns = Int32Array.from({ length: width }, (_, x) => 3 * reflect(x - padding.x, photo.width));
  const area = size.width * size.height;
  const planes = new Float32Array(3 * area);
  for (let channel = 0; channel < 3; channel++) {
    const readRow = (y: number, row: Float32Array) => {
      const start = 3 * photo.width * reflect(y - padding.y, photo.height) + channel;
      for (let x = 0; x < width; x++) row[x] = photo.rgb[start + columns[x]];
    };
    const plane = resample(
      readRow,
      { from: width, over: size.width, start: 0, length: size.width },
      { from: height, over: size.height, start: 0, length: size.height },
      { method: 'bilinear', alignCorners: true },
    );
    for (let i = 0; i < area; i++)
      planes[channel * area + i] = (plane[i] / 255 - mean[channel]) / deviation[channel];
  }
  return planes;
}

/** Position of a mirrored pixel; the border pixel itself is not repeated. */
function reflect(position: number, length: number): number {
  if (position < 0) return -position;
  return position < length ? position : 2 * (length - 1) - position;
}
