import type { CallOutput, ParsedInput } from '../../contract/calls/api.ts';
import type { BENCHMARK_CALLS } from '../../contract/calls/benchmark-calls.ts';
import type { At, Host } from './host.ts';

type BenchmarkVerbs = {
  readonly [Name in keyof typeof BENCHMARK_CALLS]: (
    host: Host,
    input: ParsedInput<Name>,
    at: At,
  ) => Promise<CallOutput<Name>>;
};

const rooms = {
  files: () => import('../compare/benchmark/kept/benchmark-files.ts'),
  job: () => import('../compare/benchmark/benchmark-job.ts'),
  read: () => import('../compare/benchmark/read-benchmark.ts'),
};

/** Packs over a dataset, for a page; what is kept of them lies in the person's data folder. */
export const BENCHMARK_VERBS: BenchmarkVerbs = {
  listBenchmarks: (host, _nothing, at) =>
    host.inProject(at, async ({ project }) => {
      const found = await (await rooms.files()).listBenchmarks(host.place.dataFolder, project.folder);
      return {
        benchmarks: found.map(({ id, dataset, protocol, packIds, startedAt, total }) => ({
          ...{ id, dataset, protocol, packIds, startedAt, total },
        })),
      };
    }),
  startBenchmark: (host, question, at) =>
    host.inProject(at, async (context) => ({
      id: await (await rooms.job()).startBenchmark(context, host.place.dataFolder, question),
    })),
  stopBenchmark: (host, { id }, at) =>
    host.inProject(at, async (context) => {
      (await rooms.job()).findJob(context, id)?.stop.abort();
      return {};
    }),
  readBenchmark: (host, { id }, at) =>
    host.inProject(at, async (context) =>
      (await rooms.read()).benchmarkState(context, host.place.dataFolder, id),
    ),
  listBenchmarkSamples: (host, input, at) =>
    host.inProject(at, async (context) =>
      (await rooms.read()).benchmarkSamples(context, host.place.dataFolder, input),
    ),
  paintBenchmarkSample: (host, input, at) =>
    host.inProject(at, async (context) =>
      (await rooms.read()).paintBenchmarkSample(context, host.place.dataFolder, input),
    ),
};
