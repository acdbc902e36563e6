import type { Size } from '../schemas.ts';
import { type Coverage, type Cut, coverageOf } from './coverage.ts';
import { fillTargets } from './fill.ts';
import { fitPlaneOfValues } from './fit-plane-of-values.ts';
import { guidedFilter } from './guided-filter.ts';
import { expanded, type MendedMap, workingIn } from './mended-map.ts';
import type { MendStroke, Operation } from './recipe.ts';
import { fromWorking, toWorking } from './working-space.ts';

/** What lies under the map. */
export interface MendScene {
  photo: Size;
  /** Brightness of the photo at the size of the map, 0..1 (`guideOf`); asked for by strokes that need it. */
  guide: () => Float32Array;
}

/** What a stroke changed: the pixels of a cut as they were, so that it can be taken back. */
export interface Patch extends Cut {
  before: Float32Array;
}

/** A metric map has nothing nearer than a millimetre. */
const NEAREST_IN_METRES = 1e-3;
/** From here on a pixel belongs to a region as a whole: a depth is there or it is not. */
const HALF = 0.5;

/**
 * Mends a map by one stroke, in place, and answers with what was there. Where a region covers a pixel by a share, old and new value are mixed by it in the
 * working space (`toWorking`); whether there is a depth at all changes from half on. Depth that is pushed stays a millimetre in front of the camera at
 * least. A plane is not followed beyond its horizon: there the map stays as it is. Throws `bad-input` where a mask of the recipe is broken.
 */
export function applyStroke(map: MendedMap, { region, operation }: MendStroke, scene: MendScene): Patch {
  const coverage = coverageOf(region, map, scene.photo);
  const before = valuesIn(map, coverage);
  change(map, coverage, operation, scene);
  const { left, top, width, height } = coverage;
  return { left, top, width, height, before };
}

/** Puts back what a stroke changed. */
export function takeBackPatch(map: MendedMap, { left, top, width, height, before }: Patch): void {
  for (let y = 0; y < height; y++)
    map.values.set(before.subarray(y * width, (y + 1) * width), (top + y) * map.width + left);
}

function valuesIn(map: MendedMap, { left, top, width, height }: Cut): Float32Array {
  const cut = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    const from = (top + y) * map.width + left;
    cut.set(map.values.subarray(from, from + width), y * width);
  }
  return cut;
}

function change(map: MendedMap, coverage: Coverage, operation: Operation, scene: MendScene): void {
  const { kind, values, original } = map;
  switch (operation.do) {
    case 'mask-out':
      each(map, coverage, (p, weight) => {
        if (weight >= HALF) values[p] = Number.NaN;
      });
      break;
    case 'restore':
      each(map, coverage, (p, weight) => {
        if (weight >= HALF && (weight >= 1 || Number.isNaN(original[p]))) values[p] = original[p];
        else mix(map, p, toWorking(original[p], kind), weight);
      });
      break;
    case 'push':
      push(map, coverage, operation.farther);
      break;
    case 'level':
      level(map, coverage);
      break;
    case 'fill':
      fillTargets(map, coverage, operation, (p, target, weight) => mix(map, p, target, weight));
      break;
    case 'snap': {
      const reach = Math.max(1, Math.round((operation.radius * map.width) / scene.photo.width));
      snap(map, coverage, reach, operation.contrast * operation.contrast, scene.guide());
      break;
    }
  }
}

/** Calls back for every pixel that is covered, with its place in the plane. */
function each(
  map: Size,
  { left, top, width, height, weights }: Coverage,
  act: (p: number, weight: number) => void,
): void {
  for (let y = 0, k = 0; y < height; y++)
    for (let x = 0, p = (top + y) * map.width + left; x < width; x++, p++, k++)
      if (weights[k] > 0) act(p, weights[k]);
}

/** Moves a value towards a target of the working space. */
function mix({ values, kind }: MendedMap, p: number, target: number, weight: number): void {
  if (Number.isNaN(target)) return;
  const now = toWorking(values[p], kind);
  if (Number.isNaN(now) && weight < HALF) return;
  const mended = fromWorking(Number.isNaN(now) || weight >= 1 ? target : now + weight * (target - now), kind);
  if (!Number.isNaN(mended)) values[p] = mended;
}

function push(map: MendedMap, coverage: Coverage, farther: number): void {
  const { kind, values, span } = map;
  const step = kind === 'metric' ? farther : kind === 'affine-depth' ? farther * span : -farther * span;
  each(map, coverage, (p, weight) => {
    if (Number.isNaN(toWorking(values[p], kind))) return;
    const moved = values[p] + weight * step;
    values[p] = kind === 'metric' && moved < NEAREST_IN_METRES ? NEAREST_IN_METRES : moved;
  });
}

function level(map: MendedMap, coverage: Coverage): void {
  const { left, top, width, height, weights } = coverage;
  const cut = workingIn(map, coverage);
  const plane = fitPlaneOfValues(cut, weights, width, height);
  if (!plane) return;
  for (let y = 0, k = 0; y < height; y++)
    for (let x = 0, p = (top + y) * map.width + left; x < width; x++, p++, k++)
      if (weights[k] > 0 && !Number.isNaN(cut[k]))
        mix(map, p, plane.across * x + plane.down * y + plane.offset, weights[k]);
}

function snap(map: MendedMap, coverage: Coverage, reach: number, epsilon: number, guide: Float32Array): void {
  const cut = expanded(coverage, 2 * reach, map);
  const { left, top, width, height } = cut;
  const light = new Float64Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0, p = (top + y) * map.width + left; x < width; x++, p++) light[y * width + x] = guide[p];
  const filtered = guidedFilter(workingIn(map, cut), light, { width, height, reach, epsilon });
  for (let y = 0, k = 0; y < coverage.height; y++) {
    let p = (coverage.top + y) * map.width + coverage.left;
    let q = (coverage.top + y - top) * width + coverage.left - left;
    for (let x = 0; x < coverage.width; x++, p++, q++, k++)
      if (coverage.weights[k] > 0 && !Number.isNaN(map.values[p]))
        mix(map, p, filtered[q], coverage.weights[k]);
  }
}
