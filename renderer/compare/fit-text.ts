import type { Fit } from '../../contract/alignment.ts';
import type { Comparison, Subject } from '../../contract/compare/comparison.ts';
import { printMetric } from '../../contract/compare/evaluation-protocol.ts';

function shortNumber(value: number): string {
  return String(Number(value.toPrecision(4)));
}

/** The numbers that are asked for first: in metres errors, else how far the order agrees. */
export function errorText({ metrics }: Pick<Subject, 'metrics'>, unit: Comparison['unit']): string {
  if (unit !== 'metres') return `Spearman ${printMetric('spearman', metrics, unit)}`;
  return `AbsRel ${printMetric('absRel', metrics, unit)} · δ1 ${printMetric('delta1', metrics, unit)}`;
}

/** The fitted line and what is left; a scale of exactly 1 without a shift is what was not fitted. */
export function fitText(fit: Fit): string {
  const sign = fit.shift < 0 ? '−' : '+';
  const line = `× ${shortNumber(fit.scale)} ${sign} ${shortNumber(Math.abs(fit.shift))} in ${fit.space}`;
  return `${fit.scale === 1 && fit.shift === 0 ? 'as it is' : line}, residual ${shortNumber(fit.residual)}`;
}
