import { tapsOf } from '../../contract/maths/taps.ts';
import type { Size } from '../pipeline/resize.ts';
import { minimise } from './bfgs.ts';
import { createDisagreement } from './disagreement.ts';
import { type Alignment, extremesOf, type Reduction } from './reduce.ts';

/** Spans below this count as flat. */
const FLAT = 1e-6;
/** Alignment looks at so many pixels of the long edge at most; scale and shift of smooth maps need no more. */
const LONG_EDGE = 384;
const ITERATIONS = 30;

/**
 * Finds the scale and shift of each member (maps of `size`, row by row, in any unit) that minimise their disagreement (see
 * `disagreementOf`), by BFGS from min-max normalised members. Own objective: the published one (Marigold, Ke et al. 2024, section 3.4:
 * pairwise distances with a regulariser that holds the map to 0..1) has a worthless minimum at scale 0, which its reference only escapes by
 * stopping after two iterations in float32; the disagreement is the same distance in units of the final map, and has no such minimum.
 */
export function alignMembers(
  members: readonly Float32Array[],
  size: Size,
  reduction: Reduction = 'median',
): Alignment {
  const initial = initialAlignment(members);
  const { maps, width } = sample(members, size);
  const count = members.length;
  const start = new Float64Array(2 * count);
  start.set(initial.scale, 0);
  start.set(initial.shift, count);
  const objective = createDisagreement(maps, reduction, width);
  const found = minimise(objective, start, ITERATIONS);
  const alignment = { scale: found.slice(0, count), shift: found.slice(count) };
  // A member turned upside down or lost is not aligned: keep to what is known of it.
  return alignment.scale.every((scale) => scale > 0) ? alignment : initial;
}

/** Each member stretched to 0..1 by its own minimum and maximum. */
function initialAlignment(members: readonly Float32Array[]): Alignment {
  const scale = new Float64Array(members.length);
  const shift = new Float64Array(members.length);
  members.forEach((member, i) => {
    const { low, high } = extremesOf(member);
    scale[i] = 1 / Math.max(high - low, FLAT);
    shift[i] = -scale[i] * low;
  });
  return { scale, shift };
}

/** The members at the centres of a coarser grid (nearest-exact, as the reference does above 1024 pixels). */
function sample(
  members: readonly Float32Array[],
  size: Size,
): { maps: readonly Float32Array[]; width: number } {
  const shrink = LONG_EDGE / Math.max(size.width, size.height);
  if (shrink >= 1) return { maps: members, width: size.width };
  const options = { method: 'nearest-exact' as const, antialias: false, alignCorners: false };
  const axis = (from: number) => {
    const over = Math.max(1, Math.floor(from * shrink));
    return tapsOf({ from, over, start: 0, length: over }, options).index;
  };
  const columns = axis(size.width);
  const rows = axis(size.height);
  const maps = members.map((member) => {
    const sampled = new Float32Array(columns.length * rows.length);
    for (let y = 0, i = 0; y < rows.length; y++) {
      const start = rows[y] * size.width;
      for (let x = 0; x < columns.length; x++, i++) sampled[i] = member[start + columns[x]];
    }
    return sampled;
  });
  return { maps, width: columns.length };
}
