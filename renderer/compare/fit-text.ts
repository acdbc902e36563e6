import type { Fit } from '../../contract/alignment.ts';
import type { Comparison, MetricName, Subject } from '../../contract/compare/comparison.ts';
import { printMetric } from '../../contract/compare/evaluation-protocol.ts';
import { digitsText } from '../language/number-text.ts';
import { text } from '../language/text.ts';

function shortNumber(value: number): string {
  return digitsText(String(Number(value.toPrecision(4))));
}

/** The numbers that are asked for first: in metres errors, else how far the order agrees. */
export function errorText({ metrics }: Pick<Subject, 'metrics'>, unit: Comparison['unit']): string {
  const printed = (name: MetricName) => digitsText(printMetric(name, metrics, unit));
  if (unit !== 'metres') return text('compare.firstNumberRelative', { spearman: printed('spearman') });
  return text('compare.firstNumbersInMetres', { absRel: printed('absRel'), delta1: printed('delta1') });
}

/** The fitted line and what is left; a scale of exactly 1 without a shift is what was not fitted. */
export function fitText(fit: Fit): string {
  const residual = shortNumber(fit.residual);
  if (fit.scale === 1 && fit.shift === 0) return text('compare.fitAsItIs', { residual });
  return text('compare.fitLine', {
    scale: shortNumber(fit.scale),
    sign: fit.shift < 0 ? '−' : '+',
    shift: shortNumber(Math.abs(fit.shift)),
    space: fit.space,
    residual,
  });
}
