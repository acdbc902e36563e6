import type { Placement, Resampler } from '../depth-map.ts';

/**
 * One axis of a resampling: where each output pixel reads and with what weight. Every output has `count` taps; a tap
 * of weight 0 points at the heaviest tap, so that a NaN beyond the kernel's support never reaches the sum.
 */
export interface Taps {
  count: number;
  index: Int32Array;
  weight: Float32Array;
}

/** How one axis is resampled, see `ResizeOptions`. */
export interface AxisOptions {
  method: Resampler;
  antialias: boolean;
  alignCorners: boolean;
}

/** One axis: `from` input pixels stretched over `over` output pixels (may be fractional), of which `length` are wanted from `start` on. */
export interface Axis {
  from: number;
  over: number;
  start: number;
  length: number;
}

interface Size {
  width: number;
  height: number;
}

/** Both axes of a map of size `map` that is placed on a photo, at `size` pixels of the same picture; see models/pipeline/place.ts. */
export function placementAxes(
  map: Size,
  { window }: Placement,
  size: Size,
  photo: Size,
): { horizontal: Axis; vertical: Axis } {
  const x = size.width / photo.width;
  const y = size.height / photo.height;
  return {
    horizontal: { from: map.width, over: window.width * x, start: -window.left * x, length: size.width },
    vertical: { from: map.height, over: window.height * y, start: -window.top * y, length: size.height },
  };
}

/**
 * Taps of one axis, lengths in pixels, with the conventions of torch.nn.functional.interpolate (ATen/native/UpSample.h,
 * cpu/UpSampleKernel.cpp): nearest and nearest-exact by a float32 scale, bilinear and bicubic (a = -0.75, with antialias a = -0.5), area as
 * adaptive average pooling. Pixel i has its centre at i + 0.5.
 */
export function tapsOf(axis: Axis, options: AxisOptions): Taps {
  const taps = { nearest, 'nearest-exact': nearest, area, bilinear: kernel, bicubic: kernel }[options.method](
    axis,
    options,
  );
  return closeIdleTaps(taps);
}

function nearest({ from, over, start, length }: Axis, { method }: AxisOptions): Taps {
  const scale = Math.fround(from / over);
  const offset = method === 'nearest' ? 0 : 0.5;
  const index = new Int32Array(length);
  for (let i = 0; i < length; i++)
    index[i] = clamp(Math.floor(Math.fround((start + i + offset) * scale)), from);
  return { count: 1, index, weight: new Float32Array(length).fill(1) };
}

function area({ from, over, start, length }: Axis): Taps {
  const count = Math.ceil(from / over) + 1;
  const taps = emptyTaps(length, count);
  for (let i = 0; i < length; i++) {
    const low = clamp(Math.floor(((start + i) * from) / over), from);
    const high = Math.max(low + 1, Math.min(Math.ceil(((start + i + 1) * from) / over), from));
    for (let k = low; k < high; k++) setTap(taps, i, k - low, k, 1 / (high - low));
  }
  return taps;
}

function kernel(axis: Axis, options: AxisOptions): Taps {
  return options.antialias && axis.over < axis.from ? filtered(axis, options) : interpolated(axis, options);
}

/** With antialias the kernel is widened by the scale and normalised (Pillow's convention: cubic a = -0.5). */
function filtered({ from, over, start, length }: Axis, { method }: AxisOptions): Taps {
  const scale = from / over;
  const radius = (method === 'bicubic' ? 2 : 1) * scale;
  const taps = emptyTaps(length, Math.ceil(radius) * 2 + 1);
  for (let i = 0; i < length; i++) {
    const centre = scale * (start + i + 0.5);
    const low = Math.max(Math.floor(centre - radius + 0.5), 0);
    const high = Math.min(Math.floor(centre + radius + 0.5), from);
    let sum = 0;
    for (let j = low; j < high; j++) sum += shape((j - centre + 0.5) / scale, method, -0.5);
    for (let j = low; j < high; j++)
      setTap(taps, i, j - low, j, shape((j - centre + 0.5) / scale, method, -0.5) / sum);
  }
  return taps;
}

function interpolated(axis: Axis, { method, antialias, alignCorners }: AxisOptions): Taps {
  const { from, length } = axis;
  const reach = method === 'bicubic' ? 2 : 1;
  const a = antialias ? -0.5 : -0.75;
  const taps = emptyTaps(length, 2 * reach);
  for (let i = 0; i < length; i++) {
    const position = source(axis, i, alignCorners);
    // Linear interpolation holds the border by moving the position, cubic by repeating the border pixel.
    const at = method === 'bilinear' ? Math.min(Math.max(position, 0), from - 1) : position;
    const base = Math.floor(at);
    let sum = 0;
    for (let k = 0; k < 2 * reach; k++) {
      const j = base - reach + 1 + k;
      // Pillow's convention drops what lies outside and normalises; the plain one repeats the border.
      const inside = !antialias || (j >= 0 && j < from);
      const weight = inside ? shape(at - j, method, a) : 0;
      setTap(taps, i, k, clamp(j, from), weight);
      sum += weight;
    }
    if (antialias) for (let k = 0; k < 2 * reach; k++) taps.weight[i * taps.count + k] /= sum;
  }
  return taps;
}

/** Position of an output pixel's centre in units of input pixels, 0 being the centre of the first. */
function source({ from, over, start }: Axis, i: number, alignCorners: boolean): number {
  if (alignCorners) return over > 1 ? ((start + i) * (from - 1)) / (over - 1) : 0;
  return ((start + i + 0.5) * from) / over - 0.5;
}

/** The kernels: a tent, and the cubic convolution of Keys (1981) with parameter a. */
function shape(x: number, method: Resampler, a: number): number {
  const d = Math.abs(x);
  if (method === 'bilinear') return Math.max(0, 1 - d);
  if (d < 1) return ((a + 2) * d - (a + 3)) * d * d + 1;
  if (d < 2) return a * (((d - 5) * d + 8) * d - 4);
  return 0;
}

function emptyTaps(length: number, count: number): Taps {
  return { count, index: new Int32Array(length * count).fill(-1), weight: new Float32Array(length * count) };
}

function setTap(taps: Taps, i: number, k: number, index: number, weight: number): void {
  taps.index[i * taps.count + k] = index;
  taps.weight[i * taps.count + k] = weight;
}

function closeIdleTaps(taps: Taps): Taps {
  const { count, index, weight } = taps;
  for (let first = 0; first < index.length; first += count) {
    let heaviest = first;
    for (let k = first; k < first + count; k++) if (weight[k] > weight[heaviest]) heaviest = k;
    for (let k = first; k < first + count; k++) if (weight[k] === 0) index[k] = index[heaviest];
  }
  return taps;
}

function clamp(index: number, size: number): number {
  return Math.min(Math.max(index, 0), size - 1);
}
