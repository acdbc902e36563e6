import { z } from 'zod';
import { comparisonSchema } from '../compare/comparison.ts';
import { truthSchema } from '../compare/truth.ts';
import { exportSchema } from '../exports/export.ts';
import { catalogueSchema, downloadSchema, modelsFolderSchema } from '../library.ts';
import { packListingSchema } from '../pack.ts';
import { photoSchema } from '../photo.ts';
import { runSchema } from '../run.ts';
import { trashSummarySchema } from '../trash.ts';

/** Everything the page shows, as the core knows it. */
export const snapshotSchema = z.object({
  version: z.string(),
  /** `note`: a sentence that a person must be told of it. */
  project: z.object({ folder: z.string(), name: z.string(), note: z.string().optional() }),
  recentProjects: z.array(z.object({ folder: z.string(), name: z.string(), openedAt: z.string() })),
  photos: z.array(photoSchema),
  runs: z.array(runSchema),
  truths: z.array(truthSchema),
  comparisons: z.array(comparisonSchema),
  exports: z.array(exportSchema),
  trash: trashSummarySchema,
  /** Sentences about rows that could not be read and were left out. */
  unreadable: z.array(z.string()),
  packs: z.array(packListingSchema),
  /** Published checkpoints, installed or not. */
  catalogue: catalogueSchema,
  downloads: z.array(downloadSchema),
  modelsFolder: modelsFolderSchema,
});
export type Snapshot = z.infer<typeof snapshotSchema>;

/** How far a run, an export, a download or an import is. Not stored. */
export const progressSchema = z.object({
  /** Id of the run, export or download; LIBRARY_WORK for imports and moves. */
  id: z.string(),
  stage: z.string(),
  /** 0..1 of the whole. */
  fraction: z.number().min(0).max(1),
  /** Null until enough is known to say. */
  secondsLeft: z.number().nullable(),
});
export type Progress = z.infer<typeof progressSchema>;

/** Lines of /events (NDJSON). The first is always a snapshot. */
export const eventSchema = z.discriminatedUnion('event', [
  z.object({ event: z.literal('snapshot'), snapshot: snapshotSchema }),
  z.object({ event: z.literal('progress'), progress: progressSchema }),
]);
export type ProjectEvent = z.infer<typeof eventSchema>;
