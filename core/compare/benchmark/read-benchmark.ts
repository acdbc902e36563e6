import { join } from 'node:path';
import type { CallOutput, ParsedInput } from '../../../contract/calls/api.ts';
import type { BenchmarkState } from '../../../contract/calls/benchmark-calls.ts';
import type { BenchmarkMetric, BenchmarkRow } from '../../../contract/compare/benchmark.ts';
import { benchmarkProtocolWords } from '../../../contract/compare/benchmark-table.ts';
import { METRICS } from '../../../contract/compare/evaluation-protocol.ts';
import { DepthroomError } from '../../../contract/errors.ts';
import { DEFAULT_COLOUR_MAP } from '../../../contract/maths/colour-maps.ts';
import type { Project } from '../../project/project.ts';
import type { RunContext } from '../../runs/run-context.ts';
import { metricsOf } from '../measure/metrics.ts';
import { type BenchmarkJob, findJob, rowKey, rulesOf } from './benchmark-job.ts';
import { findSamples } from './find-samples.ts';
import { benchmarkFolder, type KeptBenchmark, readBenchmark } from './kept/benchmark-files.ts';
import { paintMeasured } from './paint-measured.ts';
import { readRows } from './row-file.ts';
import { summarise } from './summarise.ts';

/** How often at most means are computed while rows come in. */
const AGAIN_MS = 1_500;

interface Known {
  kept: KeptBenchmark;
  rows: BenchmarkRow[];
  job: BenchmarkJob | undefined;
}

interface Means {
  /** The rows that they are of, and as of when. */
  text: string;
  at: number;
  results: BenchmarkState['results'];
}

/** By benchmark, of each project that is open; they end with it. */
const means = new WeakMap<Project, Map<string, Means>>();

/** What is known of a benchmark. Throws `not-found` where there is none, `bad-input` or `internal` where its rows cannot be read. */
export async function benchmarkState(
  context: RunContext,
  dataFolder: string,
  id: string,
): Promise<BenchmarkState> {
  const { kept, rows, job } = await lookUp(context, dataFolder, id);
  const { dataset, protocol, packIds, startedAt, total, isDone } = kept;
  const state = job?.state ?? (isDone ? 'done' : 'stopped');
  return {
    ...{ id, dataset, protocol, packIds, startedAt, total, state },
    done: job?.state === 'running' ? job.done : Math.min(total, rows.length),
    secondsLeft: job?.state === 'running' ? secondsLeft(job) : null,
    failure: job?.failure ?? null,
    results: meansOf(context.project, id, rows, state === 'running'),
    words: benchmarkProtocolWords(rulesOf(kept)),
  };
}

function secondsLeft({ kept, done, measured, startedAt }: BenchmarkJob): number | null {
  if (measured === 0) return null;
  return ((performance.now() - startedAt) / 1000 / measured) * (kept.total - done);
}

function meansOf(
  project: Project,
  id: string,
  rows: readonly BenchmarkRow[],
  isRunning: boolean,
): BenchmarkState['results'] {
  const ofProject = means.get(project) ?? new Map<string, Means>();
  const known = ofProject.get(id);
  const text = JSON.stringify(rows.map(({ packHash, sums }) => [packHash, sums?.relative]));
  const now = performance.now();
  if (known && (known.text === text || (isRunning && now - known.at < AGAIN_MS))) return known.results;
  const results = summarise(rows).map((result) => ({ ...result, metrics: finite(result.metrics) }));
  means.set(project, ofProject.set(id, { text, at: now, results }));
  return results;
}

/** What is no number has no way through JSON. */
function finite(metrics: ReturnType<typeof summarise>[number]['metrics']) {
  return metrics && (JSON.parse(JSON.stringify(metrics)) as BenchmarkState['results'][number]['metrics']);
}

async function lookUp(context: RunContext, dataFolder: string, id: string): Promise<Known> {
  const job = findJob(context, id);
  const kept = job?.kept ?? (await readBenchmark(dataFolder, id));
  if (kept?.project !== context.project.folder)
    throw new DepthroomError(
      'not-found',
      'Expected a benchmark of this project, but it is not there (any more).',
    );
  const found = job ? [...job.rows.values()] : await keptRows(dataFolder, id, kept);
  // By pack, in the order in which they were asked for.
  const rows = kept.packIds.flatMap((packId) => found.filter((row) => row.packId === packId));
  return { kept, rows, job };
}

async function keptRows(dataFolder: string, id: string, { packIds }: KeptBenchmark): Promise<BenchmarkRow[]> {
  const last = new Map<string, BenchmarkRow>();
  for (const row of await readRows(join(benchmarkFolder(dataFolder, id), 'samples.jsonl')))
    if (packIds.includes(row.packId)) last.set(rowKey(row), row);
  return [...last.values()];
}

/** The samples of a pack, the worst first. Throws `not-found` where there is no such benchmark, `bad-input` or `internal` where its rows cannot be read. */
export async function benchmarkSamples(
  context: RunContext,
  dataFolder: string,
  { id, packId, metric, from, count }: ParsedInput<'listBenchmarkSamples'>,
): Promise<CallOutput<'listBenchmarkSamples'>> {
  const { rows } = await lookUp(context, dataFolder, id);
  const samples = rows
    .filter((row) => row.packId === packId)
    .map(({ sample, sums, runId, failure }) => {
      const value = sums ? (metricsOf(sums)[metric] ?? Number.NaN) : Number.NaN;
      return { sample, value: Number.isFinite(value) ? value : null, runId, failure };
    })
    .sort((a, b) => badness(metric, b.value) - badness(metric, a.value));
  return { total: samples.length, samples: samples.slice(from, from + count) };
}

/** Larger is worse; what has no number comes last. */
function badness(metric: BenchmarkMetric, value: number | null): number {
  if (value === null) return Number.NEGATIVE_INFINITY;
  const { better } = METRICS[metric];
  if (better === 'higher') return -value;
  return better === 'lower' ? value : Math.abs(value);
}

/**
 * Paints a sample with all packs that measured it. Throws `not-found` where it, or one of its runs, is gone, `bad-input` where the dataset is not
 * what it was, and what `paintMeasured` throws.
 */
export async function paintBenchmarkSample(
  context: RunContext,
  dataFolder: string,
  { id, sample: name }: ParsedInput<'paintBenchmarkSample'>,
): Promise<CallOutput<'paintBenchmarkSample'>> {
  const { kept, rows, job } = await lookUp(context, dataFolder, id);
  const sample = (job?.samples ?? (await findSamples(kept.dataset))).find((each) => each.name === name);
  const measured = rows.flatMap((row) => (row.sample === name && row.sums && row.runId ? row.runId : []));
  if (!sample || measured.length === 0)
    throw new DepthroomError(
      'not-found',
      `Expected a sample that was measured, but ${name} is none (any more).`,
    );
  // Numbers outlive the maps that they were measured on; what is left of those is painted.
  const { runs, photos } = context.project;
  const runIds = measured.filter((runId) => {
    const run = runs.find(runId);
    return run && photos.find(run.photoId);
  });
  if (runIds.length === 0)
    throw new DepthroomError(
      'not-found',
      `The photo or the maps of ${name} were removed from the project: bring them back out of the trash to see them.`,
    );
  return paintMeasured(context, { sample, runIds, rules: rulesOf(kept), colourMap: DEFAULT_COLOUR_MAP });
}
