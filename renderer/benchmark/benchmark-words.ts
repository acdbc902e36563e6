import type { BenchmarkState } from '../../contract/calls/benchmark-calls.ts';
import { BENCHMARK_METRICS, type BenchmarkMetric } from '../../contract/compare/benchmark.ts';
import type { Metrics } from '../../contract/compare/comparison.ts';
import { METRICS, printMetric } from '../../contract/compare/evaluation-protocol.ts';
import { digitsText } from '../language/number-text.ts';
import { sentence } from '../language/sentence.ts';
import { text } from '../language/text.ts';
import { timeLeftText } from '../view/time-text.ts';

type Result = BenchmarkState['results'][number];

/** By which number packs stand in order; `isDown`: the largest first. */
export interface Order {
  metric: BenchmarkMetric;
  isDown: boolean;
}

/** The best first. */
export function firstOrder(metric: BenchmarkMetric): Order {
  return { metric, isDown: METRICS[metric].better === 'higher' };
}

/** What a number means, and which is the better one. */
export function meaningText(metric: BenchmarkMetric): string {
  const { better } = METRICS[metric];
  const meaning = sentence(METRICS[metric].meaning);
  if (better === 'neither') return meaning;
  return better === 'lower'
    ? text('benchmark.lowerIsBetter', { meaning })
    : text('benchmark.higherIsBetter', { meaning });
}

/** Packs in order; those without a number last. */
export function inOrder(results: readonly Result[], { metric, isDown }: Order): Result[] {
  const none = isDown ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const value = ({ metrics }: Result) => metrics?.[metric].mean ?? none;
  return results.toSorted((a, b) => (value(a) - value(b)) * (isDown ? -1 : 1));
}

/** The pack with the best mean of each number, where there are several. */
export function bestOf(results: readonly Result[]): Partial<Record<BenchmarkMetric, string>> {
  if (results.length < 2) return {};
  return Object.fromEntries(
    BENCHMARK_METRICS.filter((name) => METRICS[name].better !== 'neither').flatMap((name) => {
      const [best] = inOrder(results, firstOrder(name));
      return best.metrics ? [[name, best.packId]] : [];
    }),
  );
}

/** A number in the units of its metric; an en dash where there is none. */
export function valueText(metric: BenchmarkMetric, value: number | null): string {
  return digitsText(printMetric(metric, { [metric]: value } as unknown as Metrics, 'metres'));
}

/** A mean, and between which numbers it lies with 95 %. */
export function meanText(metric: BenchmarkMetric, { metrics }: Result): { mean: string; interval: string } {
  if (!metrics) return { mean: '–', interval: '' };
  const { mean, low, high } = metrics[metric];
  const bare = (value: number | null) => valueText(metric, value).replace(/\s.*$/, '');
  return {
    mean: valueText(metric, mean),
    interval: text('benchmark.interval', { low: bare(low), high: bare(high) }),
  };
}

/** How far it is, or what became of it. */
export function stateText(
  { state, done, total, secondsLeft, failure }: BenchmarkState,
  isPaused: boolean,
): string {
  const count = { done, total };
  if (state === 'running')
    return isPaused
      ? text('benchmark.measuredPaused', count)
      : text('benchmark.measuredFor', { ...count, left: timeLeftText(secondsLeft) });
  if (state === 'failed')
    return text('benchmark.measuredFailed', { ...count, reason: sentence(failure ?? '') });
  return state === 'stopped' ? text('benchmark.measuredStopped', count) : text('benchmark.measured', count);
}

/** What a folder is called, for those that have long paths. */
export function nameOfPath(path: string): string {
  return path.split(/[\\/]/).filter(Boolean).at(-1) ?? path;
}
