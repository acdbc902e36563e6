import type { ErrorSums } from '../../../contract/compare/benchmark.ts';
import type { DepthRange, Metrics } from '../../../contract/compare/comparison.ts';
import { type Mapping, mapped } from '../../../contract/maths/mapping.ts';
import { counts } from './align.ts';

/** Numbers that come from one walk over the pixels; contract/compare/evaluation-protocol.ts says what each means. */
export type PixelMetrics = Pick<
  Metrics,
  | 'absRel'
  | 'sqRel'
  | 'rmse'
  | 'rmseLog'
  | 'log10'
  | 'siLog'
  | 'delta1'
  | 'delta2'
  | 'delta3'
  | 'iRmse'
  | 'bias'
>;

/** Smallest prediction that is divided by, where the range begins at zero. */
const LEAST = 1e-6;

/**
 * Compares a map, brought to the reference by `mapping`, with a metric reference of the same height x width in planar metres. Pixels count
 * where minimum < reference < maximum; predictions are held to the range and to at least 1e-6 m (Marigold, script/depth/eval.py; formulas
 * in contract/compare/evaluation-protocol.ts). rmse and bias are in metres, iRmse in 1 / metre, siLog times 100, the others shares; NaN
 * where no pixel counts. Float64 throughout: the mapping is applied pixel by pixel and never rounded to float32.
 */
export function measureMetres(
  map: Float32Array,
  reference: Float32Array,
  mapping: Mapping,
  range: DepthRange,
): PixelMetrics {
  return metricsOf(sumErrors(map, reference, mapping, { counted: range, held: range }));
}

/**
 * The sums behind `measureMetres`, with one range in metres for the reference that counts and one that predictions are held to. Planes of
 * one height x width, row by row.
 */
export function sumErrors(
  map: Float32Array,
  reference: Float32Array,
  mapping: Mapping,
  { counted, held }: { counted: DepthRange; held: DepthRange },
): ErrorSums {
  const lowest = Math.max(held.minimum, LEAST);
  const highest = held.maximum ?? Number.POSITIVE_INFINITY;
  let pixels = 0;
  let differences = 0;
  let relative = 0;
  let squared = 0;
  let squaredRelative = 0;
  let logs = 0;
  let absoluteLogs = 0;
  let squaredLogs = 0;
  let squaredInverse = 0;
  let within1 = 0;
  let within2 = 0;
  let within3 = 0;
  for (let i = 0; i < map.length; i++) {
    const g = reference[i];
    if (!counts(g, true, counted)) continue;
    const value = mapped(map[i], mapping);
    if (!Number.isFinite(value)) continue;
    const p = value < lowest ? lowest : value > highest ? highest : value;
    pixels++;
    const difference = p - g;
    differences += difference;
    relative += Math.abs(difference) / g;
    squared += difference * difference;
    squaredRelative += (difference * difference) / g;
    const log = Math.log(p) - Math.log(g);
    logs += log;
    absoluteLogs += Math.abs(log);
    squaredLogs += log * log;
    const inverse = 1 / p - 1 / g;
    squaredInverse += inverse * inverse;
    const ratio = p > g ? p / g : g / p;
    if (ratio < 1.25) within1++;
    if (ratio < 1.25 ** 2) within2++;
    if (ratio < 1.25 ** 3) within3++;
  }
  return {
    pixels,
    difference: differences,
    relative,
    squared,
    squaredRelative,
    logs,
    absoluteLogs,
    squaredLogs,
    squaredInverse,
    within1,
    within2,
    within3,
  };
}

/** The metrics of sums (`sumErrors`), of one map or of several that were added up; NaN where no pixel counted. */
export function metricsOf(sums: ErrorSums): PixelMetrics {
  const n = sums.pixels;
  return {
    absRel: sums.relative / n,
    sqRel: sums.squaredRelative / n,
    rmse: Math.sqrt(sums.squared / n),
    rmseLog: Math.sqrt(sums.squaredLogs / n),
    log10: sums.absoluteLogs / n / Math.LN10,
    siLog: 100 * Math.sqrt(Math.max(0, sums.squaredLogs / n - (sums.logs / n) ** 2)),
    delta1: sums.within1 / n,
    delta2: sums.within2 / n,
    delta3: sums.within3 / n,
    iRmse: Math.sqrt(sums.squaredInverse / n),
    bias: sums.difference / n,
  };
}

/**
 * Compares a map, brought to the reference by `mapping`, with a relative reference of the same height x width: only differences in its own
 * units mean anything, no ratio, no logarithm. NaN where no pixel is valid in both.
 */
export function measureRelative(map: Float32Array, reference: Float32Array, mapping: Mapping): PixelMetrics {
  let n = 0;
  let sum = 0;
  let squared = 0;
  for (let i = 0; i < map.length; i++) {
    const difference = mapped(map[i], mapping) - reference[i];
    if (!Number.isFinite(difference)) continue;
    n++;
    sum += difference;
    squared += difference * difference;
  }
  const none = { absRel: null, sqRel: null, rmseLog: null, log10: null, siLog: null };
  return {
    ...none,
    rmse: Math.sqrt(squared / n),
    delta1: null,
    delta2: null,
    delta3: null,
    iRmse: null,
    bias: sum / n,
  };
}
