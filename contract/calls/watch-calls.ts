import { z } from 'zod';
import { PRESET_NAMES } from '../exports/presets.ts';
import { packIdSchema } from '../schemas.ts';

/** The full path of a folder. */
const folder = z
  .string()
  .min(1)
  .max(4096)
  .regex(/^[^\0]*$/, 'a path without the character NUL');

/** What is done with the photos of a folder, and with those that come into it. */
export const watchQuestionSchema = z.object({
  folder,
  packIds: z.array(packIdSchema).min(1).max(100),
  /** Files for another program, into another folder; null for none. */
  target: z.object({ folder, preset: z.enum(PRESET_NAMES) }).nullable(),
});
export type WatchQuestion = z.infer<typeof watchQuestionSchema>;

const watchStateSchema = watchQuestionSchema.extend({
  startedAt: z.string(),
  /** Since it was switched on, or the engine began: photos that were taken in, files that were written. */
  taken: z.number().int(),
  written: z.number().int(),
  /** Photos that still grow; runs whose files are to be written. */
  growing: z.number().int(),
  pending: z.number().int(),
  /** Why the folder cannot be looked at just now, or who else does it. */
  trouble: z.string().nullable(),
  /** What could not be taken in, computed or written, the last one first. */
  faults: z.array(z.object({ name: z.string(), sentence: z.string(), at: z.string() })),
});
export type WatchState = z.infer<typeof watchStateSchema>;

/** Calls about the folder that is watched for the open project; there is one at most. */
export const WATCH_CALLS = {
  /** Null where none is watched. */
  readWatch: { input: z.object({}), output: z.object({ watch: watchStateSchema.nullable() }) },
  /** Watches until it is switched off, also after a restart; instead of the folder that was watched before. */
  startWatch: { input: watchQuestionSchema, output: z.object({}) },
  stopWatch: { input: z.object({}), output: z.object({}) },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;
