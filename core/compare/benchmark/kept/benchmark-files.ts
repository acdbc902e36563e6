import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import {
  type BenchmarkQuestion,
  benchmarkQuestionSchema,
} from '../../../../contract/calls/benchmark-calls.ts';
import { keepWhole, readKept } from '../../../disk/kept/kept-json.ts';

const keptSchema = benchmarkQuestionSchema.extend({
  /** Of the project whose runs were measured. */
  project: z.string(),
  startedAt: z.string(),
  /** Packs times samples. */
  total: z.number().int(),
  isDone: z.boolean(),
});
/** What is kept of a benchmark beside its rows. */
export type KeptBenchmark = z.infer<typeof keptSchema>;

/** Where a benchmark lies in the person's data folder: one for each project, dataset and protocol, whichever packs. */
export function benchmarkFolder(dataFolder: string, id: string): string {
  return join(dataFolder, 'benchmarks', id);
}

/** What stands for a project, a dataset and a protocol: 32 digits of sha256. */
export function benchmarkId(project: string, { dataset, protocol }: BenchmarkQuestion): string {
  return createHash('sha256')
    .update(JSON.stringify([project, dataset, protocol]))
    .digest('hex')
    .slice(0, 32);
}

/** Null where there is none that can be read. */
export function readBenchmark(dataFolder: string, id: string): Promise<KeptBenchmark | null> {
  return readKept<KeptBenchmark | null>(
    join(benchmarkFolder(dataFolder, id), 'benchmark.json'),
    keptSchema,
    null,
  );
}

/** Throws `exists`, `bad-input`, `no-permission`, `no-space` or `internal` where the disk refuses, `cancelled` never. */
export function keepBenchmark(dataFolder: string, id: string, kept: KeptBenchmark): Promise<void> {
  return keepWhole(join(benchmarkFolder(dataFolder, id), 'benchmark.json'), kept);
}

/** So many are listed. */
const MOST = 100;

/** The benchmarks of a project, the last one first. */
export async function listBenchmarks(
  dataFolder: string,
  project: string,
): Promise<(KeptBenchmark & { id: string })[]> {
  const names = await readdir(join(dataFolder, 'benchmarks')).catch((): string[] => []);
  const found: (KeptBenchmark & { id: string })[] = [];
  for (const id of names.filter((name) => /^[0-9a-f]{32}$/.test(name))) {
    const kept = await readBenchmark(dataFolder, id);
    if (kept?.project === project) found.push({ ...kept, id });
  }
  return found.sort((a, b) => b.startedAt.localeCompare(a.startedAt)).slice(0, MOST);
}
