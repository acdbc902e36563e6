import { z } from 'zod';
import { photoSchema } from './photo.ts';

const id = z.string().min(1).max(64);

/** How long what a person removed can be brought back. Files that no row speaks of stay until the person decides. */
export const TRASH_DAYS = 30;

/** Something that a person removed together, or files of one day that no row speaks of. */
export const trashEntrySchema = z.object({
  id: z.string(),
  kind: z.enum(['photos', 'runs', 'export', 'truth', 'comparison', 'unknown-files']),
  /** What it is, for a person. */
  title: z.string(),
  removedAt: z.string(),
  /** When it goes for good by itself; null for what waits for a person. */
  goesAt: z.string().nullable(),
  /** Rows, or files that no row speaks of. */
  count: z.number().int(),
  bytes: z.number().int(),
});
export type TrashEntry = z.infer<typeof trashEntrySchema>;

/** What the snapshot says of the trash. */
export const trashSummarySchema = z.object({
  /** Entries that a person removed. */
  removed: z.number().int(),
  /** Files in the trash that no row speaks of: `takeInFiles` makes photos of those that are pictures. */
  unknownFiles: z.number().int(),
});
export type TrashSummary = z.infer<typeof trashSummarySchema>;

/** What a removal answers: under which id it can be brought back, and how many runs and exports went. */
export const removedSchema = z.object({
  trashId: z.string(),
  runs: z.number().int().default(0),
  exports: z.number().int().default(0),
});
export type Removed = z.infer<typeof removedSchema>;

/**
 * How a project is opened whose database is lost, empty or damaged while its files are not. `set-aside`: as an empty project, the
 * files in the trash; `take-in`: the same, and those that are pictures become photos again; `restore-backup`: with the latest
 * backup of its database.
 */
export const repairSchema = z.enum(['set-aside', 'take-in', 'restore-backup']);
export type Repair = z.infer<typeof repairSchema>;

export const TRASH_CALLS = {
  /** Newest first. */
  listTrash: { input: z.object({}), output: z.array(trashEntrySchema) },
  /** Brings back what was removed, with the photos and runs that it needs. Answers with the ids of the entries that left the trash. */
  restoreTrash: {
    input: z.object({ trashIds: z.array(id).min(1) }),
    output: z.object({ restored: z.array(z.string()) }),
  },
  /** Removes entries for good; left out: everything that a person removed, but no file that no row speaks of. */
  emptyTrash: {
    input: z.object({ trashIds: z.array(id).min(1).optional() }),
    output: z.object({ emptied: z.number().int() }),
  },
  /** Makes photos of the files in the trash that no row speaks of, where they are pictures. The others stay. */
  takeInFiles: {
    input: z.object({}),
    output: z.object({ photos: z.array(photoSchema), left: z.number().int() }),
  },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;
