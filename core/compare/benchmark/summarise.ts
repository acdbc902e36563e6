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
  for (const row of rows) {
    const own = packs.get(row.packId);
    if (own) own.push(row);
    else packs.set(row.packId, [row]);
  }
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
  const intervals = intervalsOf(
    each.map((metrics) => BENCHMARK_METRICS.map((name) => numberOf(metrics, name))),
  );
  return Object.fromEntries(
    BENCHMARK_METRICS.map((name, m) => {
      const mean = each.reduce((total, metrics) => total + numberOf(metrics, name), 0) / each.length;
      return [name, { mean, ...intervals[m], perPixel: numberOf(pooled, name) }];
    }),
  ) as Record<BenchmarkMetric, BenchmarkMean>;
}

function numberOf(metrics: ReturnType<typeof metricsOf>, name: BenchmarkMetric): number {
  return metrics[name] ?? Number.NaN;
}

function add(a: ErrorSums, b: ErrorSums): ErrorSums {
  return Object.fromEntries(
    Object.entries(a).map(([name, value]) => [name, value + b[name as keyof ErrorSums]]),
  ) as ErrorSums;
}

/**
 * The interval of each column of a table, samples x metrics. All columns of a sample lie side by side and what is drawn is not kept: a
 * dataset of a hundred thousand samples takes seconds and no memory to speak of.
 */
function intervalsOf(table: readonly (readonly number[])[]): { low: number; high: number }[] {
  const count = table.length;
  const width = BENCHMARK_METRICS.length;
  const values = Float64Array.from(table.flat());
  const means = BENCHMARK_METRICS.map(() => new Float64Array(RESAMPLED));
  const sums = new Float64Array(width);
  let state = 0x9e3779b9;
  for (let r = 0; r < RESAMPLED; r++) {
    sums.fill(0);
    for (let i = 0; i < count; i++) {
      // xorshift32 (Marsaglia 2003).
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      const at = Math.floor(((state >>> 0) / 2 ** 32) * count) * width;
      for (let m = 0; m < width; m++) sums[m] += values[at + m];
    }
    for (let m = 0; m < width; m++) means[m][r] = sums[m] / count;
  }
  return means.map((drawn) => {
    drawn.sort();
    return { low: quantileOf(drawn, 0.025), high: quantileOf(drawn, 0.975) };
  });
}

function quantileOf(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(sorted.length - 1, below + 1);
  return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
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
