import {
  BENCHMARK_METRICS,
  type BenchmarkMean,
  type BenchmarkMetric,
  type BenchmarkResult,
  type BenchmarkRow,
  type ErrorSums,
} from '../../../contract/compare/benchmark.ts';
import { metricsOf } from '../measure/metrics.ts';

/** Datasets that are drawn to tell how far a mean may be off. */
const RESAMPLED = 2_000;

/**
 * The rows of one dataset (each pack on each sample once) as means by pack, in the order of their first row: per sample (every photo counts
 * alike, as papers have it), with the interval of 95 % of the means of resampled datasets (percentile bootstrap, Efron 1979; seeded, so that
 * the same rows give the same interval), and over all pixels together. Units are those of the metrics.
 */
export function summarise(rows: readonly BenchmarkRow[]): BenchmarkResult[] {
  const packs = new Map<string, BenchmarkRow[]>();
  for (const row of rows) packs.set(row.packId, [...(packs.get(row.packId) ?? []), row]);
  return [...packs.values()].map((own) => {
    const [{ packId, packTitle, packHash }] = own;
    const sums = own.flatMap((row) => (row.sums ? [row.sums] : []));
    return {
      packId,
      packTitle,
      packHash,
      samples: sums.length,
      failed: own.length - sums.length,
      pixels: sums.reduce((total, { pixels }) => total + pixels, 0),
      metrics: sums.length > 0 ? meansOf(sums) : null,
    };
  });
}

function meansOf(sums: readonly ErrorSums[]): Record<BenchmarkMetric, BenchmarkMean> {
  const each = sums.map(metricsOf);
  const pooled = metricsOf(sums.reduce(add));
  const draws = drawsOf(sums.length);
  return Object.fromEntries(
    BENCHMARK_METRICS.map((name) => {
      const values = Float64Array.from(each, (metrics) => metrics[name] ?? Number.NaN);
      const { low, high } = intervalOf(values, draws);
      const mean = values.reduce((total, value) => total + value, 0) / values.length;
      return [name, { mean, low, high, perPixel: pooled[name] ?? Number.NaN }];
    }),
  ) as Record<BenchmarkMetric, BenchmarkMean>;
}

function add(a: ErrorSums, b: ErrorSums): ErrorSums {
  return Object.fromEntries(
    Object.entries(a).map(([name, value]) => [name, value + b[name as keyof ErrorSums]]),
  ) as ErrorSums;
}

/** Which samples each resampled dataset has: `RESAMPLED` times `count` places. */
function drawsOf(count: number): Uint32Array {
  const draws = new Uint32Array(RESAMPLED * count);
  let state = 0x9e3779b9;
  for (let k = 0; k < draws.length; k++) {
    // xorshift32 (Marsaglia 2003).
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    draws[k] = Math.floor(((state >>> 0) / 2 ** 32) * count);
  }
  return draws;
}

function intervalOf(values: Float64Array, draws: Uint32Array): { low: number; high: number } {
  const count = values.length;
  const means = new Float64Array(RESAMPLED);
  for (let r = 0, k = 0; r < RESAMPLED; r++) {
    let sum = 0;
    for (let i = 0; i < count; i++, k++) sum += values[draws[k]];
    means[r] = sum / count;
  }
  means.sort();
  const at = (share: number) => {
    const place = share * (RESAMPLED - 1);
    const below = Math.floor(place);
    const above = Math.min(RESAMPLED - 1, below + 1);
    return means[below] + (place - below) * (means[above] - means[below]);
  };
  return { low: at(0.025), high: at(0.975) };
}

/** How many of the best and of the worst samples a report shows. */
const SHOWN = 3;

/** The samples with the largest and the smallest mean AbsRel over all packs that measured them, with their runs. */
export function chooseShown(
  rows: readonly BenchmarkRow[],
): { title: string; sample: string; runIds: string[] }[] {
  const samples = new Map<string, { sample: string; errors: number[]; runIds: string[] }>();
  for (const { sample, sums, runId } of rows) {
    if (!sums || runId === null) continue;
    const known = samples.get(sample) ?? { sample, errors: [], runIds: [] };
    known.errors.push(metricsOf(sums).absRel ?? 0);
    known.runIds.push(runId);
    samples.set(sample, known);
  }
  const error = ({ errors }: { errors: number[] }) =>
    errors.reduce((sum, each) => sum + each, 0) / errors.length;
  const sorted = [...samples.values()].sort((a, b) => error(b) - error(a));
  const worst = sorted.slice(0, SHOWN);
  const best = sorted.slice(worst.length).slice(-SHOWN).reverse();
  const titled = (title: string) => (each: (typeof sorted)[number]) => ({
    title: `${title} (mean AbsRel ${error(each).toFixed(4)})`,
    sample: each.sample,
    runIds: each.runIds,
  });
  return [...worst.map(titled('Worst')), ...best.map(titled('Best'))];
}
