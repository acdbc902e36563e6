import type { Size } from '../pipeline/resize.ts';
import { alignMembers } from './align.ts';
import { type Alignment, extremesOf, type Reduced, type Reduction, reduceMembers } from './reduce.ts';

/** Members from which on their spread says something. */
export const MEMBERS_FOR_SPREAD = 3;

/**
 * Members (maps of `size`, row by row) with scale and shift of their own become one map: align, reduce, stretch the result to 0..1
 * (Marigold's test-time ensembling, Ke et al. 2024, section 3.4; reduction and stretch as diffusers' ensemble_depth). The spread is in the
 * same units.
 */
export function ensembleAffine(
  members: readonly Float32Array[],
  size: Size,
  reduction: Reduction = 'median',
  alignment: Alignment = alignMembers(members, size, reduction),
): Reduced {
  const reduced = reduceMembers(members, reduction, alignment);
  const { low, high } = extremesOf(reduced.values);
  const span = Math.max(high - low, 1e-6);
  const { values, spread } = reduced;
  for (let i = 0; i < values.length; i++) values[i] = (values[i] - low) / span;
  for (let i = 0; i < spread.length; i++) spread[i] /= span;
  return reduced;
}

/**
 * The map of one or more members of `size`, row by row. A single one passes as it is, in 0..1 but not stretched, as in diffusers; two or
 * more are ensembled to 0..1 (`ensembleAffine`), and from three on their spread is told in the same units.
 */
export function combineAffine(
  members: readonly Float32Array[],
  size: Size,
): { values: Float32Array; spread?: Float32Array } {
  if (members.length === 1) return { values: members[0] };
  const { values, spread } = ensembleAffine(members, size);
  return members.length >= MEMBERS_FOR_SPREAD ? { values, spread } : { values };
}
