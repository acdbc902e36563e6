import type { Size } from '../schemas.ts';
import { boxBlur } from './box-blur.ts';
import { type MaskRegion, maskPixels } from './mask-runs.ts';
import type { RecipePoint, Region } from './recipe.ts';
import { sampleBilinear } from './sample-bilinear.ts';

/** Pixels of a plane, from its left and top edge. */
export interface Cut {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** How much of each pixel of a cut a region covers, 0..1: height x width values, row by row. Outside the cut it covers nothing. */
export interface Coverage extends Cut {
  weights: Float32Array;
}

/**
 * What a region of a recipe (in pixels of `photo`) covers of a plane of `size` pixels over the same photo. Pixel i has its centre at i + 0.5.
 * A brush is what lies within its radius of the line through its points, and fades by 3 t^2 - 2 t^3; a lasso is what an odd number of its
 * edges enclose (even-odd rule), blurred by a box twice where it is soft; a mask is sampled bilinearly. Own rules; without any function that
 * processors round differently, so that page and engine find the same. Throws `bad-input` where the runs of a mask do not fill it.
 */
export function coverageOf(region: Region, size: Size, photo: Size): Coverage {
  switch (region.shape) {
    case 'brush':
      return brushCoverage(region, size, photo);
    case 'lasso':
      return lassoCoverage(region, size, photo);
    case 'mask':
      return maskCoverage(region, size);
    case 'everything':
      return { ...wholeCut(size), weights: new Float32Array(size.width * size.height).fill(1) };
  }
}

function wholeCut({ width, height }: Size): Cut {
  return { left: 0, top: 0, width, height };
}

/** The pixels around points, in pixels of the photo, with so much room around them. */
function cutAround(points: readonly RecipePoint[], room: number, size: Size, photo: Size): Cut {
  let [x0, y0, x1, y1] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, -1e9, -1e9];
  for (const [x, y] of points) {
    x0 = Math.min(x0, x - room);
    y0 = Math.min(y0, y - room);
    x1 = Math.max(x1, x + room);
    y1 = Math.max(y1, y + room);
  }
  const within = (value: number, most: number) => Math.min(most, Math.max(0, value));
  const left = within(Math.floor((x0 * size.width) / photo.width), size.width);
  const top = within(Math.floor((y0 * size.height) / photo.height), size.height);
  const right = within(Math.ceil((x1 * size.width) / photo.width), size.width);
  const bottom = within(Math.ceil((y1 * size.height) / photo.height), size.height);
  return { left, top, width: Math.max(0, right - left), height: Math.max(0, bottom - top) };
}

function brushCoverage(
  { points, radius, softness }: Extract<Region, { shape: 'brush' }>,
  size: Size,
  photo: Size,
): Coverage {
  const cut = cutAround(points, radius, size, photo);
  const weights = new Float32Array(cut.width * cut.height);
  const last = points.length - 1;
  const painting = { radius, softness, cut, weights, size, photo };
  const isEven = points.every(([, , pressure = 1]) => pressure === 1);
  const nearest = isEven ? new Float64Array(weights.length).fill(Number.POSITIVE_INFINITY) : null;
  for (let k = 0; k < Math.max(1, last); k++) {
    const [from, to] = [points[k], points[Math.min(k + 1, last)]];
    if (nearest) measureSegment(from, to, painting, nearest);
    else paintSegment(from, to, painting);
  }
  if (nearest)
    for (let p = 0; p < weights.length; p++) {
      const distance = Math.sqrt(nearest[p]);
      if (distance <= radius) weights[p] = faded((radius - distance) / radius, softness);
    }
  return { ...cut, weights };
}

/** How far, squared, the pixels around one straight part of a stroke of even pressure are from it; of all parts the nearest counts. */
function measureSegment(
  [x0, y0]: RecipePoint,
  [x1, y1]: RecipePoint,
  { radius, cut, size, photo }: Painting,
  nearest: Float64Array,
): void {
  const here = cutAround(
    [
      [x0, y0],
      [x1, y1],
    ],
    radius,
    size,
    photo,
  );
  const dx = x1 - x0;
  const dy = y1 - y0;
  const squared = dx * dx + dy * dy;
  const perAlong = squared > 0 ? 1 / squared : 0;
  const right = here.left + here.width;
  for (let v = here.top; v < here.top + here.height; v++) {
    const y = ((v + 0.5) * photo.height) / size.height - y0;
    const row = (v - cut.top) * cut.width - cut.left;
    for (let u = here.left; u < right; u++) {
      const x = ((u + 0.5) * photo.width) / size.width - x0;
      const share = (x * dx + y * dy) * perAlong;
      const along = share < 0 ? 0 : share > 1 ? 1 : share;
      const ex = x - along * dx;
      const ey = y - along * dy;
      const apart = ex * ex + ey * ey;
      if (apart < nearest[row + u]) nearest[row + u] = apart;
    }
  }
}

interface Painting {
  radius: number;
  softness: number;
  cut: Cut;
  weights: Float32Array;
  size: Size;
  photo: Size;
}

/** Paints one straight part of a brush stroke; where parts overlap the stronger one counts. */
function paintSegment(from: RecipePoint, to: RecipePoint, painting: Painting): void {
  const { radius, softness, cut, weights, size, photo } = painting;
  const [x0, y0, pressure0 = 1] = from;
  const [x1, y1, pressure1 = 1] = to;
  const here = cutAround([from, to], radius * Math.max(pressure0, pressure1), size, photo);
  const dx = x1 - x0;
  const dy = y1 - y0;
  const squared = dx * dx + dy * dy;
  const most = radius * Math.max(pressure0, pressure1);
  for (let v = here.top; v < here.top + here.height; v++) {
    const y = ((v + 0.5) * photo.height) / size.height - y0;
    const row = (v - cut.top) * cut.width - cut.left;
    for (let u = here.left; u < here.left + here.width; u++) {
      const x = ((u + 0.5) * photo.width) / size.width - x0;
      const along = squared > 0 ? Math.min(1, Math.max(0, (x * dx + y * dy) / squared)) : 0;
      const ex = x - along * dx;
      const ey = y - along * dy;
      const apart = ex * ex + ey * ey;
      if (apart > most * most || weights[row + u] === 1) continue;
      const reach = radius * (pressure0 + along * (pressure1 - pressure0));
      const distance = Math.sqrt(apart);
      if (distance > reach || reach <= 0) continue;
      const weight = faded((reach - distance) / reach, softness);
      if (weight > weights[row + u]) weights[row + u] = weight;
    }
  }
}

/** 0 at the edge of a brush, 1 from `softness` of the radius inwards. */
function faded(inside: number, softness: number): number {
  if (inside >= softness) return 1;
  const t = inside / softness;
  return t * t * (3 - 2 * t);
}

function lassoCoverage(
  { points, softness }: Extract<Region, { shape: 'lasso' }>,
  size: Size,
  photo: Size,
): Coverage {
  const reach = Math.round((softness * size.width) / photo.width / 2);
  const cut = cutAround(points, softness + 1, size, photo);
  const { left, width, height } = cut;
  const weights = new Float32Array(width * height);
  const { starts, crossings } = crossingsOf(points, cut, size, photo);
  for (let v = 0; v < height; v++) {
    const row = crossings.subarray(starts[v], starts[v + 1]).sort();
    for (let k = 0; k + 1 < row.length; k += 2) {
      // From the first pixel whose centre lies behind one crossing to the last before the next.
      const first = Math.ceil((row[k] * size.width) / photo.width - 0.5) - left;
      const end = Math.ceil((row[k + 1] * size.width) / photo.width - 0.5) - left;
      weights.fill(1, v * width + Math.max(0, first), v * width + Math.max(0, Math.min(width, end)));
    }
  }
  if (reach > 0) for (let pass = 0; pass < 2; pass++) boxBlur(weights, width, height, Math.ceil(reach / 2));
  return { ...cut, weights };
}

/** Where the edges of a polygon cross the middle of each row of a cut, in pixels of the photo: those of row v stand from `starts[v]` to `starts[v + 1]`, in any order. */
function crossingsOf(
  points: readonly RecipePoint[],
  { top, height }: Cut,
  size: Size,
  photo: Size,
): { starts: Int32Array; crossings: Float64Array } {
  const middleOf = (v: number) => ((top + v + 0.5) * photo.height) / size.height;
  /** The rows that an edge may cross: one more at both ends, since the middle of a row is rounded. */
  const rowAt = (y: number, more: number) =>
    Math.min(height, Math.max(0, Math.floor((y * size.height) / photo.height - 0.5) - top + more));
  const forCrossings = (act: (v: number, y: number, from: RecipePoint, to: RecipePoint) => void) => {
    for (let k = 0; k < points.length; k++) {
      const from = points[k];
      const to = points[k + 1 < points.length ? k + 1 : 0];
      const end = rowAt(Math.max(from[1], to[1]), 2);
      for (let v = rowAt(Math.min(from[1], to[1]), -1); v < end; v++) {
        const y = middleOf(v);
        if (from[1] <= y !== to[1] <= y) act(v, y, from, to);
      }
    }
  };
  const starts = new Int32Array(height + 1);
  forCrossings((v) => {
    starts[v + 1]++;
  });
  for (let v = 0; v < height; v++) starts[v + 1] += starts[v];
  const crossings = new Float64Array(starts[height]);
  const next = starts.slice();
  forCrossings((v, y, [xa, ya], [xb, yb]) => {
    crossings[next[v]++] = xa + ((y - ya) / (yb - ya)) * (xb - xa);
  });
  return { starts, crossings };
}

function maskCoverage(region: MaskRegion, size: Size): Coverage {
  const grey = maskPixels(region);
  const weights = sampleBilinear(region, size, (x, y) => grey[y * region.width + x], 255);
  return { ...wholeCut(size), weights };
}
