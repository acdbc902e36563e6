import type { Comparison } from '../../../contract/compare/comparison.ts';
import type { DifferenceTint } from '../../state/compare-look.ts';

/** Where scales of ratios and of relative errors end until somebody moves them: 1.5 times, 30 %. */
const RATIO = 1.5;
const RELATIVE_ERROR = 0.3;
/** Ranks are shares of the pixels: nothing differs by more. */
const RANK = 1;

/**
 * The difference that has the last colour of its scale, the same in all panes: in the unit of the reference 98 % of the pixels of
 * every run lie within it. Ratios end at `limit` times and 1 / `limit`.
 */
export function limitOf(
  tint: DifferenceTint,
  comparison: Comparison | null,
  limits: Partial<Record<DifferenceTint, number>>,
): number {
  const chosen = limits[tint];
  if (chosen !== undefined) return chosen;
  if (tint === 'ratio') return RATIO;
  if (tint === 'relative-error') return RELATIVE_ERROR;
  if (tint === 'rank') return RANK;
  const spreads = comparison?.subjects.map(({ difference }) => difference?.spread ?? 0) ?? [];
  return Math.max(...spreads, 0) || 1;
}
