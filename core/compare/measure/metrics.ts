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
 * in contract/protocol.ts). rmse and bias are in metres, iRmse in 1 / metre, siLog times 100, the others shares; NaN where no pixel counts.
 * Float64 throughout: the mapping is applied pixel by pixel and never rounded to float32.
 */
export function measureMetres(
  map: Float32Array,
  reference: Float32Array,
  mapping: Mapping,
  range: DepthRange,
): PixelMetrics {
  const lowest = Math.max(range.minimum, LEAST);
  const highest = range.maximum ?? Number.POSITIVE_INFINITY;
  let n = 0;
  let absolute = 0;
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
    if (!counts(g, true, range)) continue;
    const value = mapped(map[i], mapping);
    if (!Number.isFinite(value)) continue;
    const p = value < lowest ? lowest : value > highest ? highest : value;
    n++;
    const difference = p - g;
    absolute += difference;
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
    absRel: relative / n,
    sqRel: squaredRelative / n,
    rmse: Math.sqrt(squared / n),
    rmseLog: Math.sqrt(squaredLogs / n),
    log10: absoluteLogs / n / Math.LN10,
    siLog: 100 * Math.sqrt(Math.max(0, squaredLogs / n - (logs / n) ** 2)),
    delta1: within1 / n,
    delta2: within2 / n,
    delta3: within3 / n,
    iRmse: Math.sqrt(squaredInverse / n),
    bias: absolute / n,
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
