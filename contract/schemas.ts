import { z } from 'zod';

/** Name of a file of a pack. */
export const fileNameSchema = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'a plain file name without folders')
  .refine((name) => !name.includes('..'), 'a plain file name without ".."');
