import type { Size } from '../pipeline/resize.ts';
import { alignMembers } from './align.ts';
import type { Alignment } from './disagreement.ts';
import { extremesOf, type Reduced, type Reduction, reduceMembers } from './reduce.ts';

/** Members from which on their spread says something. */
export const MEMBERS_FOR_SPREAD = 3;

/**
 * Members with scale and shift of their own (Marigold's test-time ensembling, Ke et al. 2024, section 3.4): align, reduce, stretch
 * the result to 0..1. The spread is in the same units.
 */
export function ensembleAffine(
  members: readonly Float32Array[],
  size: Size,
  reduction: Reduction = 'median',
  alignment: Alignment = alignMembers(members, size, reduction),
): Reduced {
  const aligned = members.map((member, i) => {
    const scale = alignment.scale[i];
    const shift = alignment.shift[i];
    return member.map((value) => scale * value + shift);
  });
  const reduced = reduceMembers(aligned, reduction);
  const { low, high } = extremesOf(reduced.values);
  const span = Math.max(high - low, 1e-6);
  return {
    values: reduced.values.map((value) => (value - low) / span),
    spread: reduced.spread.map((value) => value / span),
  };
}

/** A single member passes as it is (it is not stretched); two or more are aligned, and from three on their spread is told. */
export function combineAffine(
  members: readonly Float32Array[],
  size: Size,
): { values: Float32Array; spread?: Float32Array } {
  if (members.length === 1) return { values: members[0] };
  const { values, spread } = ensembleAffine(members, size);
  return members.length >= MEMBERS_FOR_SPREAD ? { values, spread } : { values };
}
