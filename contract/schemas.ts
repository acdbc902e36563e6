import { z } from 'zod';
import './words/schema-words.ts';
import { ADDRESS } from './address.ts';
import { ERROR_CODES, type Failure } from './errors.ts';

/*
 * Shapes that rows, calls and packs have in common, each defined once.
 */

/** An id as rows and calls have it, of a row or of a pack: whether there is such a thing is said by the core. */
export const idSchema = z.string().min(1).max(64);
/** An id that was made here (crypto.randomUUID), as those of all rows are. */
export const uuidSchema = z.uuid();
/** Id of a pack. */
export const packIdSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'lower-case letters, digits and hyphens');

export const addressSchema = z.string().regex(ADDRESS, '64 hexadecimal digits');

/** Name of a file without folders. */
export const fileNameSchema = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'a plain file name without folders')
  .refine((name) => !name.includes('..'), 'a plain file name without ".."');

/** Width and height in pixels. */
export const sizeSchema = z.object({
  width: z.number().int().positive(),
  height: z.number().int().positive(),
});
export type Size = z.infer<typeof sizeSchema>;

/** A raw little-endian Float32 plane, row-major, under /files/. */
export const planeSchema = sizeSchema.extend({ file: z.string() });
export type PlaneFile = z.infer<typeof planeSchema>;

/** What a person states to make metres of a relative map. */
export const nearFarSchema = z.object({
  near: z
    .number()
    .positive()
    .optional()
    .describe(
      'Depth of the nearest value of a relative map in metres, as you state it; makes metres of the map.',
    ),
  far: z
    .number()
    .positive()
    .optional()
    .describe('Depth of the farthest value of a relative map in metres, as you state it.'),
});

/** Options as they are stored with a run, and as a pack has them as defaults. */
export const runOptionsSchema = z.record(z.string(), z.union([z.number(), z.boolean(), z.string()]));
export type RunOptions = z.infer<typeof runOptionsSchema>;

/** Why something failed, as it is stored with it. */
export const failureSchema = z.object({
  code: z.enum(ERROR_CODES),
  message: z.string(),
}) satisfies z.ZodType<Failure>;
