import type { DepthKind } from '../../../contract/depth-map.ts';
import { DepthroomError } from '../../../contract/errors.ts';
import { fitPlane } from './plane.ts';

/** A place in the picture: its ray (x / z, y / z) and the map's value there. */
export interface Spot {
  rayX: number;
  rayY: number;
  value: number;
}

/** Something about the scene that is known in metres. */
export type Known =
  /** Straight from one point to another. */
  | { what: 'distance'; from: Spot; to: Spot; metres: number }
  /** Depth of a point along the optical axis. */
  | { what: 'depth'; at: Spot; metres: number }
  /** Height of the camera over a plane that these points lie on. */
  | { what: 'height'; over: readonly Spot[]; metres: number };

/** The line that makes a map metric, and what the known lengths became by it, in metres. */
export interface Calibration {
  /** Depth in metres = scale * value + shift; for a map relative in disparity 1 / depth = scale * value + shift. */
  scale: number;
  shift: number;
  /** What each known length became, in the order given. */
  found: number[];
  notes: string[];
}

/** Steps of the search for the shift, evenly in its logarithm, and its ends in units of the map's span. */
const STEPS = 600;
const REACH = 10;

/**
 * Makes a map metric from lengths in metres that are known: least squares of the relative errors found / given - 1. `extent` is the
 * smallest and largest value of the whole map.
 *
 * With depth = factor * f(value + offset), f being the identity or, for disparity, 1 / x, every length is linear in the factor, which
 * therefore has a closed form for each offset (variable projection: Golub & Pereyra 1973); the offset is searched for on a logarithmic grid
 * over all that leave the whole map in front of the camera, then by golden sections. A plane in a map that is relative in depth is flat for
 * one offset only: its flatness counts as one more equation.
 * Throws `bad-input` where too little is known for the kind of the map, or nothing can be measured at the places.
 */
export function calibrate(
  kind: DepthKind,
  extent: { minimum: number; maximum: number },
  known: readonly Known[],
): Calibration {
  const equations =
    known.length + (kind === 'affine-depth' && known.some(({ what }) => what === 'height') ? 1 : 0);
  if (kind === 'affine-depth' && equations < 2) {
    throw new DepthroomError(
      'bad-input',
      'Expected two known lengths, or the height of the camera over a plane, since a map relative in depth has an unknown scale and an unknown shift; but received one.',
    );
  }
  const notes: string[] = [];
  let offset = 0;
  if (kind === 'affine-depth' || (kind === 'affine-disparity' && known.length > 1)) {
    const span = Math.max(extent.maximum - extent.minimum, 1e-12);
    const offsetAt = (q: number) => -extent.minimum + span * Math.exp(q);
    const cost = (q: number) => costOf(kind, offsetAt(q), known);
    const best = lowest(cost);
    offset = offsetAt(best);
    if (Math.abs(best) > REACH - 0.1)
      notes.push(
        'No depth in front of the camera fits these lengths well: look at the residuals before using it.',
      );
  } else if (kind === 'affine-disparity') {
    notes.push(
      'One known length leaves the shift open: value 0 was taken to be infinitely far away. A second length settles it.',
    );
  }
  const factor = factorOf(kind, offset, known);
  if (!(factor > 0) || !Number.isFinite(factor)) {
    throw new DepthroomError(
      'bad-input',
      'Expected lengths between points where the map has a depth, but nothing can be measured there; choose other points.',
    );
  }
  const found = known.map((item) => factor * lengthOf(kind, offset, item));
  return kind === 'affine-disparity'
    ? { scale: 1 / factor, shift: offset / factor, found, notes }
    : { scale: factor, shift: factor * offset, found, notes };
}

function factorOf(kind: DepthKind, offset: number, known: readonly Known[]): number {
  let products = 0;
  let squares = 0;
  for (const item of known) {
    const ratio = lengthOf(kind, offset, item) / item.metres;
    products += ratio;
    squares += ratio * ratio;
  }
  return products / squares;
}

function costOf(kind: DepthKind, offset: number, known: readonly Known[]): number {
  const factor = factorOf(kind, offset, known);
  let cost = 0;
  for (const item of known) {
    cost += ((factor * lengthOf(kind, offset, item)) / item.metres - 1) ** 2;
    if (item.what === 'height' && kind === 'affine-depth')
      cost += planeOf(kind, offset, item.over).roughness ** 2;
  }
  return Number.isFinite(cost) ? cost : Number.POSITIVE_INFINITY;
}

/** A length in units of the factor. */
function lengthOf(kind: DepthKind, offset: number, known: Known): number {
  switch (known.what) {
    case 'depth':
      return depthOf(kind, offset, known.at.value);
    case 'distance': {
      const { from, to } = known;
      const a = depthOf(kind, offset, from.value);
      const b = depthOf(kind, offset, to.value);
      return Math.hypot(a * from.rayX - b * to.rayX, a * from.rayY - b * to.rayY, a - b);
    }
    case 'height':
      return planeOf(kind, offset, known.over).distance;
  }
}

function depthOf(kind: DepthKind, offset: number, value: number): number {
  if (kind === 'metric') return value;
  return kind === 'affine-depth' ? value + offset : 1 / (value + offset);
}

/** Distance of the best plane from the camera, and how far the points lie from it over the spread of their depths. */
function planeOf(
  kind: DepthKind,
  offset: number,
  spots: readonly Spot[],
): { distance: number; roughness: number } {
  const points = new Float64Array(3 * spots.length);
  let sum = 0;
  let squares = 0;
  spots.forEach(({ rayX, rayY, value }, i) => {
    const z = depthOf(kind, offset, value);
    points[3 * i] = rayX * z;
    points[3 * i + 1] = rayY * z;
    points[3 * i + 2] = z;
    sum += z;
    squares += z * z;
  });
  const plane = fitPlane(points, spots.length);
  if (!plane) return { distance: Number.NaN, roughness: Number.NaN };
  const spread = Math.sqrt(Math.max(0, squares / spots.length - (sum / spots.length) ** 2));
  return { distance: Math.abs(plane.distance), roughness: spread > 0 ? plane.deviation / spread : 0 };
}

/** Where a function of -REACH..REACH is lowest: the best of an even grid, refined by golden sections between its neighbours. */
function lowest(cost: (q: number) => number): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let k = 0; k <= STEPS; k++) {
    const q = -REACH + (2 * REACH * k) / STEPS;
    const here = cost(q);
    if (here >= least) continue;
    least = here;
    best = q;
  }
  const golden = (Math.sqrt(5) - 1) / 2;
  let low = Math.max(-REACH, best - (2 * REACH) / STEPS);
  let high = Math.min(REACH, best + (2 * REACH) / STEPS);
  for (let k = 0; k < 60; k++) {
    const left = high - golden * (high - low);
    const right = low + golden * (high - low);
    if (cost(left) <= cost(right)) high = right;
    else low = left;
  }
  return (low + high) / 2;
}
