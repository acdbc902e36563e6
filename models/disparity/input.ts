import type { PackOf } from '../../contract/pack.ts';
import type { Pixels } from '../../contract/photo.ts';
import { roundHalfToEven } from '../pipeline/half.ts';
import type { Size } from '../pipeline/resize.ts';
import { resizePixels } from '../pipeline/resize-pixels.ts';

type Rules = PackOf<'disparity'>['input'];

/**
 * Size of the network's input in pixels. `lower-bound`: the larger of the scales that bring a side to `shortSide`, so that both are at
 * least that (the Resize of MiDaS and Depth Anything); `minimal`: of the two the one nearer to 1 (Hugging Face's DPTImageProcessor).
 * Rounded to multiples, up where rounding would fall below the bound.
 */
export function networkSizeOf(photo: Size, { rule, multipleOf }: Rules, shortSide: number): Size {
  const scaleX = shortSide / photo.width;
  const scaleY = shortSide / photo.height;
  const nearerToOne = Math.abs(1 - scaleX) < Math.abs(1 - scaleY) ? scaleX : scaleY;
  const scale = rule === 'lower-bound' ? Math.max(scaleX, scaleY) : nearerToOne;
  const lowest = rule === 'lower-bound' ? Math.ceil(shortSide / multipleOf) : 1;
  const round = (length: number) =>
    Math.max(roundHalfToEven((length * scale) / multipleOf), lowest) * multipleOf;
  return { width: round(photo.width), height: round(photo.height) };
}

/** Where the photo lies in the network's input: `inner` at `left`, `top` of `size`. */
export interface Frame {
  size: Size;
  inner: Size;
  left: number;
  top: number;
}

/**
 * The photo fills the input, but for a graph of one fixed size that keeps proportions: there it lies in the middle, as large as fits. Where
 * they are not kept it is stretched.
 */
export function frameOf(photo: Size, rules: Rules, shortSide: number): Frame {
  const { fixed, keepAspect = true, multipleOf } = rules;
  const whole = (size: Size): Frame => ({ size, inner: size, left: 0, top: 0 });
  if (!fixed) {
    const side = Math.max(1, roundHalfToEven(shortSide / multipleOf)) * multipleOf;
    return whole(keepAspect ? networkSizeOf(photo, rules, shortSide) : { width: side, height: side });
  }
  if (!keepAspect) return whole(fixed);
  const scale = Math.min(fixed.width / photo.width, fixed.height / photo.height);
  const within = (length: number, most: number) => Math.min(most, Math.max(1, Math.round(length * scale)));
  const inner = { width: within(photo.width, fixed.width), height: within(photo.height, fixed.height) };
  return {
    size: fixed,
    inner,
    left: (fixed.width - inner.width) >> 1,
    top: (fixed.height - inner.height) >> 1,
  };
}

/** The input of the network: the photo in its frame, around it the mean colour. */
export function framedInput(photo: Pixels, { size, inner, left, top }: Frame, rules: Rules): Float32Array {
  const planes = networkInput(photo, inner, rules);
  if (inner.width === size.width && inner.height === size.height) return planes;
  const framed = new Float32Array(3 * size.width * size.height);
  for (let channel = 0; channel < 3; channel++)
    for (let y = 0; y < inner.height; y++) {
      const start = (channel * inner.height + y) * inner.width;
      const row = planes.subarray(start, start + inner.width);
      framed.set(row, (channel * size.height + top + y) * size.width + left);
    }
  return framed;
}

/** What a map of the frame's size says of the photo. */
export function crop(values: Float32Array, { size, inner, left, top }: Frame): Float32Array {
  if (inner.width === size.width && inner.height === size.height) return values;
  const map = new Float32Array(inner.width * inner.height);
  for (let y = 0; y < inner.height; y++) {
    const start = (top + y) * size.width + left;
    map.set(values.subarray(start, start + inner.width), y * inner.width);
  }
  return map;
}

/**
 * The photo as three planes (R, G, B; each height x width of `size`, row by row): 0..1, less `mean`, over `std`. Bicubic, where the pack does
 * not say bilinear (DPT), as in the two sources: plain with a = -0.75 (OpenCV) for `lower-bound`, antialiased with a = -0.5 (Pillow) for `minimal`.
 */
function networkInput(
  photo: Pixels,
  size: Size,
  { rule, resample = 'bicubic', mean, std }: Rules,
): Float32Array {
  const area = size.width * size.height;
  const planes = resizePixels(photo.rgb, photo, size, { method: resample, antialias: rule === 'minimal' });
  for (let channel = 0; channel < 3; channel++)
    for (let i = channel * area; i < (channel + 1) * area; i++)
      planes[i] = (planes[i] / 255 - mean[channel]) / std[channel];
  return planes;
}
