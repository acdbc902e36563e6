import { z } from 'zod';
import { addressSchema, idSchema, packIdSchema, runOptionsSchema, sizeSchema } from '../schemas.ts';
import { BENCHMARK_ALIGNMENTS, BENCHMARK_PROTOCOL_NAMES, REGIONS } from './benchmark-protocols.ts';

const sum = z.number();
/**
 * What one walk over the pixels adds up (core/compare/measure/metrics.ts): samples are pooled by adding these. p is the map, g the
 * reference, both in metres.
 */
export const errorSumsSchema = z.object({
  pixels: z.number().int(),
  /** p - g, and |p - g| / g. */
  difference: sum,
  relative: sum,
  /** (p - g)², and over g. */
  squared: sum,
  squaredRelative: sum,
  /** ln p - ln g. */
  logs: sum,
  absoluteLogs: sum,
  squaredLogs: sum,
  /** (1 / p - 1 / g)². */
  squaredInverse: sum,
  /** Pixels whose ratio is below 1.25, 1.25², 1.25³. */
  within1: sum,
  within2: sum,
  within3: sum,
});

export type ErrorSums = z.infer<typeof errorSumsSchema>;

/** Numbers that are told of a dataset, in the order of the table. */
export const BENCHMARK_METRICS = [
  'absRel',
  'delta1',
  'delta2',
  'delta3',
  'rmse',
  'rmseLog',
  'sqRel',
  'log10',
  'siLog',
  'iRmse',
  'bias',
] as const;
export type BenchmarkMetric = (typeof BENCHMARK_METRICS)[number];

/** What a person may say about how a dataset is measured; wins over what the protocol says. */
export const benchmarkRulesSchema = z.object({
  protocol: z.enum(BENCHMARK_PROTOCOL_NAMES).default('as-is'),
  alignment: z.enum(BENCHMARK_ALIGNMENTS).optional(),
  region: z.enum(REGIONS).optional(),
  /** Metres: truth counts strictly between, predictions are held to both. */
  minimum: z.number().positive().optional(),
  maximum: z.number().positive().optional(),
  /** What a stored number of the truth is multiplied by to be in metres. */
  scale: z.number().positive().optional(),
  /** Pixels of truth that is raw float32 without a header. */
  rawSize: sizeSchema.optional(),
});
export type BenchmarkRules = z.infer<typeof benchmarkRulesSchema>;

/** One photo with its truth, as a folder or a manifest names them; paths of files of this machine. */
export const benchmarkSampleSchema = z.object({
  /** How tables call it: unique in the dataset. */
  name: z.string().min(1),
  image: z.string().min(1),
  depth: z.string().min(1),
  /** A picture or array of the truth's size: pixels of zero do not count. */
  mask: z.string().min(1).optional(),
  /** Of this sample's truth alone: what a stored number is multiplied by. */
  scale: z.number().positive().optional(),
  /** Pinhole camera in pixels of the photo. */
  intrinsics: z
    .object({ fx: z.number().positive(), fy: z.number().positive(), cx: z.number(), cy: z.number() })
    .optional(),
});
export type BenchmarkSample = z.infer<typeof benchmarkSampleSchema>;

/** One pack on one sample: what was measured, or why not. A line of `samples.jsonl`. */
export const benchmarkRowSchema = z.object({
  sample: z.string(),
  packId: packIdSchema,
  packTitle: z.string(),
  packHash: z.string(),
  options: runOptionsSchema,
  /** sha256 of what was read, so that a row stands for these files and rules alone. */
  image: addressSchema,
  depth: addressSchema,
  mask: addressSchema.nullable(),
  rules: z.string(),
  runId: idSchema.nullable(),
  provider: z.string().nullable(),
  seconds: z.number().nullable(),
  /** The fitted line in its space; null where nothing was fitted. */
  fit: z.object({ space: z.enum(['depth', 'disparity']), scale: z.number(), shift: z.number() }).nullable(),
  sums: errorSumsSchema.nullable(),
  /** Why there is no number, in one sentence. */
  failure: z.string().nullable(),
});
export type BenchmarkRow = z.infer<typeof benchmarkRowSchema>;

/** Mean over the samples with the interval that holds 95 % of the means of resampled datasets, and the mean over all pixels together. */
export const benchmarkMeanSchema = z.object({
  mean: z.number(),
  low: z.number(),
  high: z.number(),
  perPixel: z.number(),
});
export type BenchmarkMean = z.infer<typeof benchmarkMeanSchema>;

/** One pack over the whole dataset. */
export interface BenchmarkResult {
  packId: string;
  packTitle: string;
  packHash: string;
  /** Samples that were measured, and that were not. */
  samples: number;
  failed: number;
  pixels: number;
  /** Null where no sample was measured. */
  metrics: Record<BenchmarkMetric, BenchmarkMean> | null;
}
