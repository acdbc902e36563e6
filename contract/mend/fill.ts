import { boxBlur } from './box-blur.ts';
import type { Coverage, Cut } from './coverage.ts';
import { fitPlaneOfValues } from './fit-plane-of-values.ts';
import { membraneFill } from './membrane-fill.ts';
import { expanded, type MendedMap, workingIn } from './mended-map.ts';
import { KNOWN, nearestFill, WANTED } from './nearest-fill.ts';
import type { Operation } from './recipe.ts';

type Fill = Extract<Operation, { do: 'fill' }>;

/** Half of a pixel and more belongs to the region, where it is asked whether it is a hole of it. */
const HALF = 0.5;

/**
 * Tells of each pixel that is to be filled what with, in the working space of the map (1 / metres, or its own unit), and by how much. A plane goes
 * through what lies around the region, in a ring of a sixth of its size and 4 to 64 pixels, and through what is valid in it where only its holes are
 * filled. The others are `membraneFill` and `nearestFill`. Own rule; where nothing around has a depth the whole map is looked at, and nothing
 * is told where that has none.
 */
export function fillTargets(
  map: MendedMap,
  coverage: Coverage,
  { by, only }: Fill,
  tell: (p: number, target: number, weight: number) => void,
): void {
  if (coverage.width === 0 || coverage.height === 0) return;
  const ring = Math.min(64, Math.max(4, Math.round(Math.sqrt(coverage.width * coverage.height) / 6)));
  let cut = expanded(coverage, by === 'plane' ? ring : 1, map);
  let patch = patchOf(map, coverage, cut, only);
  if (!patch.roles.includes(WANTED)) return;
  if (by !== 'plane' && !patch.roles.includes(KNOWN)) {
    cut = { left: 0, top: 0, width: map.width, height: map.height };
    patch = patchOf(map, coverage, cut, only);
    if (!patch.roles.includes(KNOWN)) return;
  }
  const { values, roles, weights } = patch;
  const { left, top, width, height } = cut;
  if (by === 'smooth') membraneFill(values, roles, width, height);
  else if (by === 'nearest') nearestFill(values, roles, width, height);
  else if (!layPlane(patch, cut, ring)) return;
  for (let y = 0, k = 0; y < height; y++)
    for (let x = 0, p = (top + y) * map.width + left; x < width; x++, p++, k++)
      if (roles[k] === WANTED) tell(p, values[k], only === 'holes' ? 1 : weights[k]);
}

interface Patch {
  values: Float64Array;
  /** Which pixels are wanted, known, or neither. */
  roles: Uint8Array;
  weights: Float32Array;
}

function patchOf(map: MendedMap, coverage: Coverage, cut: Cut, only: Fill['only']): Patch {
  const values = workingIn(map, cut);
  const roles = new Uint8Array(values.length);
  const weights = new Float32Array(values.length);
  for (let y = 0; y < coverage.height; y++) {
    const row = coverage.weights.subarray(y * coverage.width, (y + 1) * coverage.width);
    weights.set(row, (coverage.top + y - cut.top) * cut.width + coverage.left - cut.left);
  }
  for (let p = 0; p < values.length; p++) {
    const isHole = Number.isNaN(values[p]);
    const isWanted = only === 'holes' ? isHole && weights[p] >= HALF : weights[p] >= (isHole ? HALF : 1e-6);
    if (isWanted) roles[p] = WANTED;
    else if (!isHole && (only === 'holes' || weights[p] < 1e-6)) roles[p] = KNOWN;
  }
  return { values, roles, weights };
}

/** Gives the wanted pixels the plane through the known ones around them; false where there is none. */
function layPlane({ values, roles, weights }: Patch, { width, height }: Cut, ring: number): boolean {
  const near = new Float32Array(roles.length);
  for (let p = 0; p < roles.length; p++) if (roles[p] === WANTED) near[p] = 1;
  boxBlur(near, width, height, ring);
  for (let p = 0; p < roles.length; p++)
    near[p] = roles[p] === KNOWN && (near[p] > 1e-9 || weights[p] >= HALF) ? 1 : 0;
  const plane = fitPlaneOfValues(values, near, width, height);
  if (!plane) return false;
  for (let y = 0, p = 0; y < height; y++)
    for (let x = 0; x < width; x++, p++)
      if (roles[p] === WANTED) values[p] = plane.across * x + plane.down * y + plane.offset;
  return true;
}
