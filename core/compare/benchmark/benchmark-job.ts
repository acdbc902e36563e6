import { isAbsolute, join } from 'node:path';
import type { BenchmarkQuestion } from '../../../contract/calls/benchmark-calls.ts';
import {
  type BenchmarkRow,
  type BenchmarkSample,
  benchmarkRulesSchema,
} from '../../../contract/compare/benchmark.ts';
import type { BenchmarkProtocol } from '../../../contract/compare/benchmark-protocols.ts';
import { DepthroomError, toFailure } from '../../../contract/errors.ts';
import { knownFailure } from '../../disk/system-failure.ts';
import type { Project } from '../../project/project.ts';
import type { RunContext } from '../../runs/run-context.ts';
import { evaluateDataset } from './evaluate-dataset.ts';
import { findSamples } from './find-samples.ts';
import { benchmarkFolder, benchmarkId, type KeptBenchmark, keepBenchmark } from './kept/benchmark-files.ts';
import { resolveRules } from './resolve-rules.ts';
import { openRowFile } from './row-file.ts';

/** A benchmark that is at work, or was in this opening of the project. */
export interface BenchmarkJob {
  id: string;
  kept: KeptBenchmark;
  samples: readonly BenchmarkSample[];
  state: 'running' | 'stopped' | 'done' | 'failed';
  /** The last of each pack on each sample; also those of before that are not through yet. */
  rows: Map<string, BenchmarkRow>;
  /** Through in this start, and those of them that were not known before. */
  done: number;
  measured: number;
  startedAt: number;
  failure: string | null;
  stop: AbortController;
}

/** Of each project that is open; they end with it. */
const jobs = new WeakMap<Project, Map<string, BenchmarkJob>>();

/** A benchmark that was started in this opening of the project. */
export function findJob({ project }: Pick<RunContext, 'project'>, id: string): BenchmarkJob | undefined {
  return jobs.get(project)?.get(id);
}

/** What a row is of: a pack on a sample. */
export function rowKey({ sample, packId }: Pick<BenchmarkRow, 'sample' | 'packId'>): string {
  return JSON.stringify([packId, sample]);
}

/** The rules of the protocol that a question names, in metres. Throws `bad-input` where a protocol contradicts itself, which none does. */
export function rulesOf({ protocol }: Pick<BenchmarkQuestion, 'protocol'>): BenchmarkProtocol {
  return resolveRules(benchmarkRulesSchema.parse({ protocol }));
}

/**
 * Begins to measure, or goes on; answers with the benchmark's id once the dataset is found, and goes on behind. Throws `busy` where another one
 * is at work, `bad-input` for a path that is not whole, what `findSamples` throws, `not-found` or `bad-pack` for a pack that cannot be used, and
 * `exists`, `cancelled`, `no-space` or `no-permission` where nothing can be kept.
 */
export async function startBenchmark(
  context: RunContext,
  dataFolder: string,
  question: BenchmarkQuestion,
): Promise<string> {
  const { project, stops, background } = context;
  if (!isAbsolute(question.dataset))
    throw new DepthroomError(
      'bad-input',
      `Expected the full path of a folder or of a manifest, but received "${question.dataset}".`,
    );
  refuseSecond(project);
  const samples = await findSamples(question.dataset);
  await Promise.all(question.packIds.map((id) => context.packs.get(id)));
  const id = benchmarkId(project.folder, question);
  const kept: KeptBenchmark = {
    ...question,
    project: project.folder,
    startedAt: new Date().toISOString(),
    total: samples.length * question.packIds.length,
    isDone: false,
  };
  // Somebody else may have begun one meanwhile.
  refuseSecond(project);
  const job: BenchmarkJob = {
    ...{ id, kept, samples, state: 'running', rows: new Map(), done: 0, measured: 0 },
    startedAt: performance.now(),
    failure: null,
    stop: new AbortController(),
  };
  const known = jobs.get(project) ?? new Map<string, BenchmarkJob>();
  jobs.set(project, known.set(id, job));
  try {
    await keepBenchmark(dataFolder, id, kept);
  } catch (thrown) {
    known.delete(id);
    throw thrown;
  }
  // With the project, everything that works is told to stop.
  stops.set(id, job.stop);
  background.run('measure a dataset', () =>
    measure({ ...context, signal: job.stop.signal }, dataFolder, job).finally(() => stops.delete(id)),
  );
  return id;
}

function refuseSecond(project: Project): void {
  if (![...(jobs.get(project)?.values() ?? [])].some(({ state }) => state === 'running')) return;
  throw new DepthroomError('busy', 'A benchmark is at work already: wait until it is through, or stop it.');
}

async function measure(context: RunContext, dataFolder: string, job: BenchmarkJob): Promise<void> {
  const { id, kept, samples } = job;
  try {
    const file = await openRowFile(join(benchmarkFolder(dataFolder, id), 'samples.jsonl'));
    try {
      const names = new Set(samples.map(({ name }) => name));
      for (const row of file.rows)
        if (names.has(row.sample) && kept.packIds.includes(row.packId)) job.rows.set(rowKey(row), row);
      await evaluateDataset(context, {
        samples,
        packIds: kept.packIds,
        options: {},
        provider: 'auto',
        rules: rulesOf(kept),
        known: file.rows,
        async keep(row, wasKnown) {
          if (!wasKnown) await file.keep(row);
          job.rows.set(rowKey(row), row);
          job.done++;
          if (!wasKnown) job.measured++;
        },
      });
    } finally {
      await file.close();
    }
    job.state = 'done';
    await keepBenchmark(dataFolder, id, { ...kept, isDone: true });
  } catch (thrown) {
    const { code, message } = toFailure(knownFailure(thrown));
    const isStopped = code === 'cancelled' || context.signal.aborted;
    job.state = isStopped ? 'stopped' : 'failed';
    job.failure = isStopped ? null : message;
  }
}
