import { z } from 'zod';
import { BENCHMARK_METRICS, type BenchmarkMetric } from '../compare/benchmark.ts';
import { BENCHMARK_PROTOCOL_NAMES } from '../compare/benchmark-protocols.ts';
import { idSchema, packIdSchema } from '../schemas.ts';
import { MOST_ROWS } from './page-calls.ts';

/** sha256, shortened, of what a benchmark is about. */
const id = z.string().regex(/^[0-9a-f]{32}$/);
/** A number; null where there is none (no pixel counted). */
const number = z.number().nullable();
const mean = z.object({ mean: number, low: number, high: number, perPixel: number });
const metrics = Object.fromEntries(BENCHMARK_METRICS.map((name) => [name, mean])) as Record<
  BenchmarkMetric,
  typeof mean
>;

/** What a benchmark is about: a dataset, the rules of a paper, packs with their own defaults. */
export const benchmarkQuestionSchema = z.object({
  /** The full path of a folder of photos and truth, or of a manifest. */
  dataset: z
    .string()
    .min(1)
    .max(4096)
    .regex(/^[^\0]*$/, 'a path without the character NUL'),
  protocol: z.enum(BENCHMARK_PROTOCOL_NAMES).default('as-is'),
  packIds: z.array(packIdSchema).min(1).max(100),
});
export type BenchmarkQuestion = z.infer<typeof benchmarkQuestionSchema>;

const summary = benchmarkQuestionSchema.extend({ id, startedAt: z.string(), total: z.number().int() });

const benchmarkStateSchema = summary.extend({
  state: z.enum(['running', 'stopped', 'done', 'failed']),
  /** Packs on samples that are through, of `total`. */
  done: z.number().int(),
  /** Null until enough is measured to say. */
  secondsLeft: number,
  /** Why it ended before its end. */
  failure: z.string().nullable(),
  results: z.array(
    z.object({
      packId: z.string(),
      packTitle: z.string(),
      packHash: z.string(),
      samples: z.number().int(),
      failed: z.number().int(),
      pixels: z.number(),
      metrics: z.object(metrics).nullable(),
    }),
  ),
  /** How the numbers come about, in sentences. */
  words: z.array(z.string()),
});
export type BenchmarkState = z.infer<typeof benchmarkStateSchema>;

/** Calls about packs that are measured over a dataset. What was measured is kept, and nothing of it is measured again. */
export const BENCHMARK_CALLS = {
  /** What was measured in this project, the last one first. */
  listBenchmarks: { input: z.object({}), output: z.object({ benchmarks: z.array(summary) }) },
  /** Begins, or goes on where it was stopped; answers once the dataset is found. One is at work at a time. */
  startBenchmark: { input: benchmarkQuestionSchema, output: z.object({ id }) },
  /** Stops after what is measured now. */
  stopBenchmark: { input: z.object({ id }), output: z.object({}) },
  readBenchmark: { input: z.object({ id }), output: benchmarkStateSchema },
  /** The samples of a pack, the worst one first; those that could not be measured last, with the reason. */
  listBenchmarkSamples: {
    input: z.object({
      id,
      packId: packIdSchema,
      metric: z.enum(BENCHMARK_METRICS),
      from: z.number().int().min(0),
      count: z.number().int().min(0).max(MOST_ROWS),
    }),
    output: z.object({
      total: z.number().int(),
      samples: z.array(
        z.object({
          sample: z.string(),
          value: number,
          runId: idSchema.nullable(),
          failure: z.string().nullable(),
        }),
      ),
    }),
  },
  /** A sample as pictures: the photo (JPEG), its truth, and of each pack the aligned depth and its error (PNG), in base64. */
  paintBenchmarkSample: {
    input: z.object({ id, sample: z.string().min(1) }),
    output: z.object({
      photo: z.string(),
      pictures: z.array(z.object({ title: z.string(), caption: z.string(), png: z.string() })),
    }),
  },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;
