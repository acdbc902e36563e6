import { z } from 'zod';
import { idSchema as id } from '../schemas.ts';
import { MOST_ROWS } from './page-calls.ts';

/** What of the queue is asked for: what is at work, what waits in its order, what failed with the last one first. */
export const QUEUE_PARTS = ['working', 'waiting', 'failed'] as const;
export type QueuePart = (typeof QUEUE_PARTS)[number];

/** A run as the queue shows it. */
export const queuedRunSchema = z.object({
  id: z.string(),
  photoId: z.string(),
  /** Empty where the photo cannot be read. */
  photoName: z.string(),
  thumbnail: z.string().nullable(),
  packTitle: z.string(),
  /** Another one than that of the answer: it is the work of another window or command. */
  engineId: z.string(),
  /** What it will take, by the last run of its pack; null where nothing is known. */
  seconds: z.number().nullable(),
  /** Why it failed, in one sentence. */
  failure: z.string().nullable(),
  finishedAt: z.string().nullable(),
});
export type QueuedRun = z.infer<typeof queuedRunSchema>;

const runIds = z.array(id).max(1_000_000);
const moved = z.object({ isMoved: z.boolean() });

/** Calls about the order of what waits, of every photo and every engine that has the project open. */
export const QUEUE_CALLS = {
  /** A part of the queue, from one place on; null in the place of a run that cannot be read. */
  listQueue: {
    input: z.object({
      part: z.enum(QUEUE_PARTS),
      from: z.number().int().min(0),
      count: z.number().int().min(0).max(MOST_ROWS),
    }),
    output: z.object({
      /** Of who answers. */
      engineId: z.string(),
      total: z.number().int(),
      rows: z.array(queuedRunSchema.nullable()),
      /** What those before the first row will take; null where nothing is known of one, and of what does not wait. */
      secondsBefore: z.number().nullable(),
    }),
  },
  /** Starts nothing any more, in no engine and until it is resumed, or goes on. What is at work is finished. */
  pauseQueue: { input: z.object({ isPaused: z.boolean() }), output: z.object({}) },
  /** Moves a run that waits, by one place, to an end, or before another one that waits. What it refines goes before it, what refines it behind. */
  moveRun: {
    input: z.object({
      runId: id,
      to: z.union([z.enum(['front', 'up', 'down', 'end']), z.object({ before: id })]),
    }),
    output: moved,
  },
  /** Cancels what waits; then, unless it is left alone, what works here. Answers with those that were cancelled. */
  cancelQueue: {
    input: z.object({ isWorkLeft: z.boolean().default(false) }),
    output: z.object({ cancelled: z.number().int(), runIds: z.array(z.string()) }),
  },
  /** Puts runs that failed or were cancelled back into the queue, where they stood or at its end; null: all that failed. What they refine comes along. */
  requeueRuns: {
    input: z.object({ runIds: runIds.nullable(), keepsPlaces: z.boolean().default(false) }),
    output: z.object({ requeued: z.number().int() }),
  },
  /** Ids of all runs that failed. */
  listFailedRuns: { input: z.object({}), output: z.object({ runIds: z.array(z.string()) }) },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;
