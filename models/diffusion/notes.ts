import type { Tools } from '../pipeline/pipeline.ts';
import { extremesOf } from './reduce.ts';

/**
 * Leaves a note where there are two members: they can be averaged, but their median is the lower of two and their spread says nothing. Own
 * rule, as diffusers' warning.
 */
export function noteSmallEnsemble(members: number, tools: Pick<Tools, 'note'>): void {
  if (members === 2)
    tools.note(
      'An ensemble of 2 is no better than a single map; 3 and more give a median and an uncertainty.',
    );
}

/** Spread of an ensemble over the range of its map below which the members are one map. */
const LEAST_SPREAD = 1e-3;

/**
 * The spread of an ensemble, where its members differ: by at least a thousandth of the range of the map, in the mean over its pixels. Where
 * they do not, the sampler ignores its noise, a spread of nothing would read as certainty, and a note says so instead. `spread` and `values`
 * are of one length and unit. Own rule.
 */
export function spreadOfDifferent(
  spread: Float32Array,
  values: Float32Array,
  tools: Pick<Tools, 'note'>,
): Float32Array | undefined {
  const { low, high } = extremesOf(values);
  let sum = 0;
  for (let i = 0; i < spread.length; i++) sum += spread[i];
  const share = sum / spread.length / (high - low);
  // A map without a range has no share, and no members that differ.
  if (share >= LEAST_SPREAD) return spread;
  tools.note(
    `Uncertainty is not available: this pack's members do not differ${Number.isFinite(share) ? ` (their spread is ${share.toExponential(0)} of the range)` : ''}.`,
  );
  return undefined;
}
