import { z } from 'zod';
import { comparisonSchema } from '../compare/comparison.ts';
import { truthSchema } from '../compare/truth.ts';
import { exportSchema } from '../exports/export.ts';
import { catalogueSchema, downloadSchema, modelsFolderSchema } from '../library.ts';
import { packListingSchema } from '../pack.ts';
import { photoSchema } from '../photo.ts';
import { runSchema } from '../run.ts';
import { trashSummarySchema } from '../trash.ts';

/** What there is to say of a project beside its rows. */
const about = {
  /** `note`: a sentence that a person must be told of it. */
  project: z.object({ folder: z.string(), name: z.string(), note: z.string().optional() }),
  trash: trashSummarySchema,
  /** Sentences about rows that could not be read and were left out. */
  unreadable: z.array(z.string()),
};

/** This installation and its models. */
const installation = {
  version: z.string(),
  recentProjects: z.array(z.object({ folder: z.string(), name: z.string(), openedAt: z.string() })),
  packs: z.array(packListingSchema),
  /** Published checkpoints, installed or not. */
  catalogue: catalogueSchema,
  downloads: z.array(downloadSchema),
  modelsFolder: modelsFolderSchema,
};

/** Everything at once, as programs ask for it; a page is told of the parts that it shows (`changesSchema`, contract/calls/page-calls.ts). */
export const snapshotSchema = z.object({
  ...about,
  ...installation,
  photos: z.array(photoSchema),
  runs: z.array(runSchema),
  truths: z.array(truthSchema),
  comparisons: z.array(comparisonSchema),
  exports: z.array(exportSchema),
});
export type Snapshot = z.infer<typeof snapshotSchema>;

/** What waits and what works, of every photo. */
export const queueSchema = z.object({
  running: z.array(z.object({ id: z.string(), packTitle: z.string() })),
  waiting: z.number().int(),
  /** What those that wait will take, by the last runs of their packs; null where there is one that nothing is known of. */
  waitingSeconds: z.number().nullable(),
  /** Runs that failed and were neither tried again nor removed; left out by earlier versions. */
  failed: z.number().int().optional(),
  /** Nothing that waits is started until a person resumes it; left out where not. */
  isPaused: z.boolean().optional(),
  /** The folder that is watched here: what it is called, and how much went wrong; left out where none is. */
  watching: z.object({ name: z.string(), faults: z.number().int() }).optional(),
  /** Exports that are being written. */
  exporting: z.array(z.object({ id: z.string(), runId: z.string() })),
  /** The project is being read through, because another program may have written it; left out where not. */
  isChecking: z.boolean().optional(),
});
export type QueueFacts = z.infer<typeof queueSchema>;

/** A project without its rows. */
export const stateSchema = z.object({
  ...about,
  photoCount: z.number().int(),
  exportCount: z.number().int(),
  queue: queueSchema,
});
export type ProjectState = z.infer<typeof stateSchema>;

export const installationSchema = z.object(installation);
export type Installation = z.infer<typeof installationSchema>;

/** A photo as the list of photos shows it. */
export const photoItemSchema = z.object({
  id: z.string(),
  name: z.string(),
  width: z.number().int(),
  height: z.number().int(),
  thumbnail: z.string(),
  /** Runs by how they stand: finished; queued or at work; failed. */
  done: z.number().int(),
  working: z.number().int(),
  failed: z.number().int(),
  isStarred: z.boolean(),
});
export type PhotoItem = z.infer<typeof photoItemSchema>;

const changed = <Table extends string, Row extends z.ZodType>(table: Table, row: Row) =>
  z.object({ table: z.literal(table), id: z.string(), photoId: z.string().nullable(), row: row.nullable() });

/** A row as it is now; null where it is gone, or cannot be read. */
export const changedRowSchema = z.discriminatedUnion('table', [
  changed('photos', photoSchema),
  changed('runs', runSchema),
  changed('truths', truthSchema),
  changed('comparisons', comparisonSchema),
  changed('exports', exportSchema),
]);
export type ChangedRow = z.infer<typeof changedRowSchema>;

/** What has changed since the last line, in the order of the changes; each row once, as it is now. */
export const changesSchema = z.object({
  event: z.literal('changes'),
  /** Which opening of a project `sequence` counts the changes of. */
  feed: z.string(),
  /** The number of the last change that is in here. */
  sequence: z.number().int(),
  /** Whether anything may have changed: what is shown has to be asked for again (contract/calls/page-calls.ts). */
  isFresh: z.boolean(),
  rows: z.array(changedRowSchema),
  /** The photos of changed rows as the list shows them. */
  items: z.array(photoItemSchema),
  /** Left out where they are as they were. */
  state: stateSchema.optional(),
  installation: installationSchema.optional(),
});
export type Changes = z.infer<typeof changesSchema>;

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

/** Lines of /events (NDJSON). The first is always of changes, with state and installation. */
export const eventSchema = z.discriminatedUnion('event', [
  changesSchema,
  z.object({ event: z.literal('progress'), progress: progressSchema }),
]);
export type ProjectEvent = z.infer<typeof eventSchema>;
