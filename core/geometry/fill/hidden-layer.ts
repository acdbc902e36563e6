import { SIDE } from '../../../contract/geometry/connected.ts';
import type { Grid } from '../edges.ts';
import { march } from './march.ts';

/** What a pixel of a layer is. */
export const LAYER = { none: 0, filled: 1, ring: 2 } as const;

/** A surface behind the foreground, on the grid of the map. */
export interface HiddenLayer extends Grid {
  /** Planar depth, in the map's unit; NaN where there is none. */
  depth: Float32Array;
  /** `LAYER`: continued under the foreground, or a pixel of the background that it hangs on. */
  kinds: Uint8Array;
  /** 1 for what lies behind a step, some pixels deep: where colours may be taken from. */
  background: Uint8Array;
  filledPixels: number;
}

/** Neighbours that a value is continued from, in pixels; as A. Telea has it. */
const RADIUS = 5;
/** How much of a slope is left one pixel further: planes go on, noise does not. */
const KEPT_SLOPE = 0.98;
/** The layer lies behind the foreground by at least this share of its disparity. */
const BEHIND = 0.01;
/** How far beside its own surface the outer ring lies, as a share of its disparity, so that both are not in one place. */
const RING_BEHIND = 0.003;
/** How many pixels of the background beside a step count as known. */
const KNOWN = 8;
const SMOOTHINGS = 8;
/** Steps from the far to the near side of what is no background but a strip of the foreground. */
const WIDEST_STRIP = 2;

interface Field extends Grid {
  /** Of the map; NaN where it has none. */
  own: Float64Array;
  /** Of what is known of the background, the filled pixels included; NaN elsewhere. */
  value: Float64Array;
  slopeX: Float64Array;
  slopeY: Float64Array;
}

/**
 * Continues what lies behind the steps of a planar depth map (height x width, row by row, NaN where it has none) under the foreground, up to `reach` pixels from the step. `sides` are those
 * of `cutSides`, or any that do not connect.
 *
 * Own method: a march (J. A. Sethian, PNAS 93, 1996) from the farther pixel of each cut side; in its order each pixel's disparity, which is linear on planes, is the mean of what its known neighbours within 5 pixels foretell
 * by value and slope, weighted by distance (the first-order estimate of A. Telea, Journal of Graphics Tools 9, 2004, for colours). The march ends where the map itself is no nearer than what is foretold; there the layer hangs on the map. It
 * stays behind the foreground, is smoothed a little, and overlaps the background by a ring.
 */
export function hiddenLayer(
  depth: Float32Array,
  { width, height }: Grid,
  sides: Uint8Array,
  reach: number,
): HiddenLayer {
  const size = width * height;
  const own = Float64Array.from(depth, (z) => 1 / z);
  const starts = farSides(depth, { width, height }, sides);
  const background = connectedTo(starts, own, { width, height }, sides, KNOWN);
  const field: Field = {
    width,
    height,
    own,
    value: own.map((value, p) => (background[p] === 1 ? value : Number.NaN)),
    slopeX: new Float64Array(size),
    slopeY: new Float64Array(size),
  };
  for (let p = 0; p < size; p++) if (background[p] === 1) putSlope(field, sides, p);
  const kinds = new Uint8Array(size);
  const estimate = new Float64Array(3);
  march({
    grid: { width, height },
    starts,
    reach,
    visit(pixel) {
      foretell(field, pixel, estimate);
      const mine = own[pixel];
      if (mine > 0 && !(mine > estimate[0] * (1 + BEHIND))) {
        kinds[pixel] = LAYER.ring;
        return false;
      }
      kinds[pixel] = LAYER.filled;
      field.value[pixel] = mine > 0 ? Math.min(estimate[0], mine * (1 - BEHIND)) : estimate[0];
      field.slopeX[pixel] = estimate[1] * KEPT_SLOPE;
      field.slopeY[pixel] = estimate[2] * KEPT_SLOPE;
      return true;
    },
  });
  for (let k = 0; k < SMOOTHINGS; k++) smooth(field, kinds);
  return withRings(field, kinds, starts, background);
}

/**
 * The farther pixel of each side that is cut, each once, in the order of reading. Strips that are cut off on their far side as well, as the limb of a ball is, are foreground themselves.
 */
function farSides(depth: Float32Array, grid: Grid, sides: Uint8Array): number[] {
  const { width } = grid;
  const isFar = new Uint8Array(depth.length);
  const isNear = new Uint8Array(depth.length);
  const mark = (p: number, q: number) => {
    isFar[depth[p] > depth[q] ? p : q] = 1;
    isNear[depth[p] > depth[q] ? q : p] = 1;
  };
  for (let p = 0; p < sides.length; p++) {
    if ((sides[p] & SIDE.right) !== 0) mark(p, p + 1);
    if ((sides[p] & SIDE.below) !== 0) mark(p, p + width);
  }
  const near: number[] = [];
  for (let p = 0; p < isNear.length; p++) if (isNear[p] === 1) near.push(p);
  const isStrip = connectedTo(near, depth, grid, sides, WIDEST_STRIP);
  const far: number[] = [];
  for (let p = 0; p < isFar.length; p++) if (isFar[p] === 1 && isStrip[p] === 0) far.push(p);
  return far;
}

/** Marks (1) what is connected to some pixels, so many steps deep; themselves included. */
function connectedTo(
  starts: readonly number[],
  own: Float32Array | Float64Array,
  { width }: Grid,
  sides: Uint8Array,
  steps: number,
): Uint8Array {
  const marked = new Uint8Array(own.length);
  for (const p of starts) marked[p] = 1;
  let front = starts;
  for (let k = 0; k < steps; k++) {
    const next: number[] = [];
    const step = (p: number, q: number, first: number, bit: number) => {
      if (marked[q] === 1 || !(own[q] > 0) || (sides[first] & bit) !== 0 || !(own[p] > 0)) return;
      marked[q] = 1;
      next.push(q);
    };
    for (const p of front) {
      const x = p % width;
      if (x > 0) step(p, p - 1, p - 1, SIDE.right);
      if (x + 1 < width) step(p, p + 1, p, SIDE.right);
      if (p >= width) step(p, p - width, p - width, SIDE.below);
      if (p + width < own.length) step(p, p + width, p, SIDE.below);
    }
    front = next;
  }
  return marked;
}

/** The slope of a known pixel over up to three pixels to each side that are known and not cut off. */
function putSlope({ width, own, value, slopeX, slopeY }: Field, sides: Uint8Array, p: number): void {
  const along = (step: number, bit: number, before: number, after: number): number => {
    let from = 0;
    while (from < Math.min(3, before)) {
      const q = p - (from + 1) * step;
      if (Number.isNaN(value[q]) || (sides[q] & bit) !== 0) break;
      from++;
    }
    let to = 0;
    while (to < Math.min(3, after)) {
      const q = p + (to + 1) * step;
      if (Number.isNaN(value[q]) || (sides[q - step] & bit) !== 0) break;
      to++;
    }
    return from + to > 0 ? (own[p + to * step] - own[p - from * step]) / (from + to) : 0;
  };
  const x = p % width;
  const y = Math.floor(p / width);
  slopeX[p] = along(1, SIDE.right, x, width - 1 - x);
  slopeY[p] = along(width, SIDE.below, y, value.length / width - 1 - y);
}

/** Value and slopes at a pixel by what is known around it. */
function foretell({ width, height, value, slopeX, slopeY }: Field, pixel: number, out: Float64Array): void {
  const x = pixel % width;
  const y = Math.floor(pixel / width);
  let weights = 0;
  let sum = 0;
  let sumX = 0;
  let sumY = 0;
  let [least, most] = [Number.POSITIVE_INFINITY, 0];
  for (let v = Math.max(0, y - RADIUS); v <= Math.min(height - 1, y + RADIUS); v++) {
    for (let u = Math.max(0, x - RADIUS); u <= Math.min(width - 1, x + RADIUS); u++) {
      const q = v * width + u;
      const there = value[q];
      if (Number.isNaN(there) || q === pixel) continue;
      const apart = (u - x) ** 2 + (v - y) ** 2;
      if (apart > RADIUS * RADIUS) continue;
      const weight = 1 / (apart * apart);
      weights += weight;
      sum += weight * (there + slopeX[q] * (x - u) + slopeY[q] * (y - v));
      sumX += weight * slopeX[q];
      sumY += weight * slopeY[q];
      if (there < least) least = there;
      if (there > most) most = there;
    }
  }
  // Nothing goes on to infinity or into the lens.
  out[0] = Math.max(0.8 * least, Math.min(1.25 * most, sum / weights));
  out[1] = sumX / weights;
  out[2] = sumY / weights;
}

/** Where fronts met there is a seam: pixels inside the layer become the mean of their neighbours, which leaves planes as they are. */
function smooth({ width, height, own, value }: Field, kinds: Uint8Array): void {
  for (let y = 1; y + 1 < height; y++) {
    for (let p = y * width + 1, end = (y + 1) * width - 1; p < end; p++) {
      if (kinds[p] !== LAYER.filled) continue;
      const mean = (value[p - 1] + value[p + 1] + value[p - width] + value[p + width]) / 4;
      if (Number.isNaN(mean)) continue;
      value[p] = own[p] > 0 ? Math.min(mean, own[p] * (1 - BEHIND)) : mean;
    }
  }
}

/** The layer with the pixels that it hangs on, and a ring around them that lies a little behind the surface. */
function withRings(
  { width, height, own, value }: Field,
  kinds: Uint8Array,
  starts: readonly number[],
  background: Uint8Array,
): HiddenLayer {
  const depth = new Float32Array(width * height).fill(Number.NaN);
  let filledPixels = 0;
  for (const p of starts) if (kinds[p] === LAYER.none) kinds[p] = LAYER.ring;
  for (let p = 0; p < kinds.length; p++) {
    if (kinds[p] === LAYER.filled) filledPixels++;
    if (kinds[p] === LAYER.none) continue;
    depth[p] = 1 / (kinds[p] === LAYER.filled ? value[p] : own[p]);
  }
  const first = kinds.slice();
  for (let p = 0; p < first.length; p++) {
    if (first[p] !== LAYER.ring) continue;
    for (let dy = -1; dy <= 1; dy++) {
      for (let dx = -1; dx <= 1; dx++) {
        const [x, y] = [(p % width) + dx, Math.floor(p / width) + dy];
        const q = y * width + x;
        if (x < 0 || y < 0 || x >= width || y >= height || kinds[q] !== LAYER.none) continue;
        // Only the same surface: what is much nearer or farther has a step between.
        if (background[q] === 0 || !(Math.abs(own[q] - own[p]) < 0.02 * own[p])) continue;
        kinds[q] = LAYER.ring;
        depth[q] = 1 / (own[q] * (1 - RING_BEHIND));
      }
    }
  }
  return { width, height, depth, kinds, background, filledPixels };
}
