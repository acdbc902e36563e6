import { z } from 'zod';
import { failureSchema, idSchema } from '../schemas.ts';

/** A file that was made for a person's tool. It lies in the project until it is downloaded or removed. */
export const exportSchema = z.object({
  id: idSchema,
  runId: idSchema,
  kind: z.enum(['point-cloud', 'depth-image', 'mesh', 'comparison']),
  fileName: z.string(),
  bytes: z.number().int().nullable(),
  options: z.record(z.string(), z.unknown()),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  createdAt: z.string(),
  /** The engine (process) that writes it. */
  engineId: z.string().default(''),
  error: failureSchema.nullable(),
});
export type Export = z.infer<typeof exportSchema>;
