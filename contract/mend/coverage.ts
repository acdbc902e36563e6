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
  for (let k = 0; k < Math.max(1, last); k++)
    paintSegment(points[k], points[Math.min(k + 1, last)], { radius, softness, cut, weights, size, photo });
  return { ...cut, weights };
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
  const { left, top, width, height } = cut;
  const weights = new Float32Array(width * height);
  const crossings: number[] = [];
  for (let v = 0; v < height; v++) {
    const y = ((top + v + 0.5) * photo.height) / size.height;
    crossings.length = 0;
    for (let k = 0; k < points.length; k++) {
      const [xa, ya] = points[k];
      const [xb, yb] = points[(k + 1) % points.length];
      if (ya <= y !== yb <= y) crossings.push(xa + ((y - ya) / (yb - ya)) * (xb - xa));
    }
    crossings.sort((a, b) => a - b);
    for (let k = 0; k + 1 < crossings.length; k += 2) {
      // From the first pixel whose centre lies behind one crossing to the last before the next.
      const first = Math.ceil((crossings[k] * size.width) / photo.width - 0.5) - left;
      const end = Math.ceil((crossings[k + 1] * size.width) / photo.width - 0.5) - left;
      weights.fill(1, v * width + Math.max(0, first), v * width + Math.max(0, Math.min(width, end)));
    }
  }
  if (reach > 0) for (let pass = 0; pass < 2; pass++) boxBlur(weights, width, height, Math.ceil(reach / 2));
  return { ...cut, weights };
}

function maskCoverage(region: MaskRegion, size: Size): Coverage {
  const grey = maskPixels(region);
  const weights = sampleBilinear(region, size, (x, y) => grey[y * region.width + x], 255);
  return { ...wholeCut(size), weights };
}
