import { z } from 'zod';
import { depthKindSchema, placementSchema } from './depth-map.ts';
import { derivationSchema } from './derivation.ts';
import { failureSchema, idSchema, planeSchema, runOptionsSchema } from './schemas.ts';
import { SYSTEM_NAMES } from './systems.ts';

/** What a finished run left behind. */
export const resultSchema = z.object({
  kind: depthKindSchema,
  unit: z.enum(['metres', 'relative']),
  /** Raw values at the model's own size. */
  model: planeSchema,
  /** How `model` becomes a map at photo size. */
  placement: placementSchema,
  /** At photo size, or reduced to a long edge of 2048: what the stage shows. */
  view: planeSchema,
  minimum: z.number(),
  maximum: z.number(),
  invalidPixels: z.number().int(),
  /** Spread of the ensemble (median absolute deviation), where there was one: a sign of the sampler's doubt, not of the error. */
  uncertainty: z.object({ model: planeSchema, view: planeSchema, unit: z.string() }).nullable(),
});
export type Result = z.infer<typeof resultSchema>;

export const RUN_STATES = ['queued', 'running', 'done', 'failed', 'cancelled'] as const;

/** One photo, one pack, one set of options. */
export const runSchema = z.object({
  id: idSchema,
  photoId: idSchema,
  packId: z.string(),
  packTitle: z.string(),
  packHash: z.string(),
  /** The system of the pack, or how the run was made from others. */
  system: z.enum([...SYSTEM_NAMES, 'consensus', 'calibrated', 'mended', 'file']),
  origin: z.enum(['starter', 'official', 'imported']),
  licence: z.string(),
  /** Packs that are the network of this run's pack under another name (contract/compare/shared-networks.ts). */
  sharesNetworkWith: z.array(z.string()).optional(),
  options: runOptionsSchema,
  /** The engine (process) that queued it and works on it. */
  engineId: z.string(),
  /** The run whose depth was refined, where there is one. */
  priorRunId: idSchema.nullable(),
  /** What was refined, whatever became of it: the title of that run, or the name of the file; left out where nothing was. */
  priorTitle: z.string().optional(),
  /** Left out of runs that a model made. */
  derivation: derivationSchema.optional(),
  state: z.enum(RUN_STATES),
  queuedAt: z.string(),
  startedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
  /** Execution provider that was asked for; `auto` is the first that works. */
  requestedProvider: z.string(),
  /** Execution provider that did the work, as onnxruntime calls it. */
  provider: z.string().nullable(),
  /** Why it was this one, as a sentence; left out of runs of earlier versions. */
  providerReason: z.string().optional(),
  /** Time spent, in order. */
  stages: z.array(z.object({ name: z.string(), milliseconds: z.number() })),
  peakMemoryBytes: z.number().nullable(),
  /** Graphics memory that the process had at the end of the run, where the driver says it; left out of runs of earlier versions. */
  deviceMemoryBytes: z.number().nullable().optional(),
  result: resultSchema.nullable(),
  /** Sentences for a person: a provider that was refused, a saturated map, a guard that spoke. */
  notes: z.array(z.string()),
  error: failureSchema.nullable(),
});
export type Run = z.infer<typeof runSchema>;

/** Seconds that a run has worked; null where it has not ended. */
export function workSeconds({ startedAt, finishedAt }: Pick<Run, 'startedAt' | 'finishedAt'>): number | null {
  if (!startedAt || !finishedAt) return null;
  return Math.max(0, (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000);
}
