import { z } from 'zod';
import { alignmentSchema, fitSchema } from '../alignment.ts';
import { depthKindSchema } from '../depth-map.ts';
import { idSchema, planeSchema, sizeSchema } from '../schemas.ts';

/** Depths in metres that count. A pixel is measured where minimum < reference < maximum; predictions are held to both ends. */
export const depthRangeSchema = z.object({
  minimum: z.number().positive().default(1e-3),
  maximum: z.number().positive().nullable().default(null),
});
export type DepthRange = z.infer<typeof depthRangeSchema>;

const share = z.number().nullable();
/** Numbers of a map against a reference. What needs a true zero is null where the reference is relative. */
export const metricsSchema = z.object({
  absRel: share,
  sqRel: share,
  rmse: share,
  rmseLog: share,
  log10: share,
  siLog: share,
  delta1: share,
  delta2: share,
  delta3: share,
  iRmse: share,
  /** Mean of aligned minus reference. */
  bias: share,
  spearman: share,
  boundaryF1: share,
  boundaryPrecision: share,
  boundaryRecall: share,
  /** Share of the map's depth edges that lie on edges of the photo, and what edges strewn at random would reach. */
  photoEdges: share,
  photoEdgesByChance: share,
});
export type Metrics = z.infer<typeof metricsSchema>;
export type MetricName = keyof Metrics;

/** What everything is measured against. */
export const referenceSchema = z.union([z.object({ runId: idSchema }), z.object({ truthId: idSchema })]);
export type Reference = z.infer<typeof referenceSchema>;

/** A Float32 plane under /files/ with the range of its values to be shown. */
const differenceSchema = planeSchema.extend({
  /** 98 % of the absolute values lie below. */
  spread: z.number(),
});

const subjectSchema = z.object({
  runId: z.string(),
  title: z.string(),
  kind: depthKindSchema,
  system: z.string(),
  origin: z.string(),
  licence: z.string(),
  isReference: z.boolean(),
  /** Why this run cannot be compared so; null where it was. */
  refusal: z.string().nullable(),
  fit: fitSchema.nullable(),
  metrics: metricsSchema.nullable(),
  /** Aligned minus reference, in the reference's unit; NaN where either is not known. */
  difference: differenceSchema.nullable(),
});
export type Subject = z.infer<typeof subjectSchema>;

/** How much one run agrees with another: the first is aligned to the second. */
const pairSchema = z.object({
  runId: z.string(),
  referenceRunId: z.string(),
  /** Of the order of distances: 1 the same, -1 reversed. */
  spearman: z.number().nullable(),
  /** Root mean square residual of the fit over the standard deviation of the second, in the space of the fit. */
  residualShare: z.number().nullable(),
  /** Only where the second is metric. */
  absRel: z.number().nullable(),
  delta1: z.number().nullable(),
  refusal: z.string().nullable(),
});
export type Pair = z.infer<typeof pairSchema>;

/** Runs of one photo, aligned to a reference, with what was measured. */
export const comparisonSchema = z.object({
  id: idSchema,
  photoId: idSchema,
  createdAt: z.string(),
  runIds: z.array(idSchema),
  reference: referenceSchema,
  alignment: alignmentSchema,
  range: depthRangeSchema,
  referenceTitle: z.string(),
  referenceKind: depthKindSchema,
  /** Unit of differences, bias and RMSE. */
  unit: z.enum(['metres', 'relative']),
  /** The size at which everything was compared. */
  size: sizeSchema,
  subjects: z.array(subjectSchema),
  pairs: z.array(pairSchema),
  /** Pixels that the pairs were measured at: an even sample of those that are valid in all runs. */
  pairPixels: z.number().int(),
  /** Sentences about runs whose packs are one network. Left out of comparisons that were kept before it was told. */
  sharedNetworks: z.array(z.string()).optional(),
  /** What the page wants to find again: layout, order, look. */
  view: z.record(z.string(), z.unknown()),
});
export type Comparison = z.infer<typeof comparisonSchema>;

/** A rectangle in pixels of the photo. */
export const boxSchema = z.object({
  left: z.number(),
  top: z.number(),
  width: z.number().positive(),
  height: z.number().positive(),
});
export type Box = z.infer<typeof boxSchema>;

/** Statistics of one map inside a box, in `unit`. */
export const boxStatisticsSchema = z.object({
  runId: z.string().nullable(),
  title: z.string(),
  unit: z.enum(['metres', 'relative']),
  isAligned: z.boolean(),
  pixels: z.number().int(),
  minimum: z.number().nullable(),
  maximum: z.number().nullable(),
  mean: z.number().nullable(),
  median: z.number().nullable(),
  deviation: z.number().nullable(),
  /** Distance from the best plane: in metres (root mean square), or for relative maps null. */
  planarityInMetres: z.number().nullable(),
  /** The same over the mean distance; for a map that is relative in disparity over the spread of its values. */
  planarityShare: z.number().nullable(),
  note: z.string().nullable(),
});
export type BoxStatistics = z.infer<typeof boxStatisticsSchema>;

/** Ids of the runs that a comparison speaks of. */
export function runsOf({ runIds, reference }: Comparison): string[] {
  return 'runId' in reference ? [...runIds, reference.runId] : runIds;
}
