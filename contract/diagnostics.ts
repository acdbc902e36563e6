import { z } from 'zod';
import { providerCheckSchema } from './provider.ts';

/** What who helps a person needs to know of an installation; nothing in it names people, computers, folders or photos. */
export const diagnosticsSchema = z.object({
  version: z.string(),
  /** "Node 24.11.0", with Electron's version where it runs in a window. */
  runtime: z.string(),
  system: z.string(),
  processor: z.string(),
  memory: z.object({ totalBytes: z.number(), freeBytes: z.number() }),
  /** Free space on the disk of the data folder; null where that cannot be told. */
  freeDiskBytes: z.number().nullable(),
  /** Null where they were not tried, since the process that tries them is at work. */
  providers: z.array(providerCheckSchema).nullable(),
  packs: z.array(z.object({ id: z.string(), origin: z.string(), problem: z.string().nullable() })),
  /** What is in the project; null where none could be opened. */
  project: z
    .object({
      photos: z.number(),
      runs: z.number(),
      failedRuns: z.number(),
      unreadableRows: z.number(),
      unknownFiles: z.number(),
      /** Files that were held to their address, if asked for: how many were right, missing, changed. */
      files: z.object({ good: z.number(), missing: z.number(), altered: z.number() }).nullable(),
    })
    .nullable(),
  /** What went wrong while this was gathered. */
  problems: z.array(z.string()),
  /** The last lines of the log. */
  log: z.array(z.string()),
});
export type Diagnostics = z.infer<typeof diagnosticsSchema>;
