import { z } from 'zod';
import { alignmentSchema, fitSchema } from './alignment.ts';
import { addressSchema } from './schemas.ts';

const sourceSchema = z.object({ runId: z.string(), title: z.string() });

/** How a run was made from others instead of by a model. */
export const derivationSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('consensus'),
    alignment: alignmentSchema,
    reference: sourceSchema,
    /** All runs, each with its fit to the reference (null for the reference itself) and the share of pixels at which it lies farthest from the median. */
    sources: z.array(sourceSchema.extend({ fit: fitSchema.nullable(), farthestShare: z.number() })),
    /** The run that is farthest most often; null where there are only two. By chance its share would be 1 of the number of runs. */
    outlier: sourceSchema.extend({ share: z.number() }).nullable(),
  }),
  z.object({
    kind: z.literal('calibrated'),
    source: sourceSchema,
    /** In depth metres = scale * value + shift; in disparity 1 / metres = scale * value + shift. */
    space: z.enum(['depth', 'disparity']),
    scale: z.number(),
    shift: z.number(),
    /** What was known and what it is in the new map. Empty where the scale was borrowed. */
    lengths: z.array(z.object({ what: z.string(), givenInMetres: z.number(), foundInMetres: z.number() })),
    /** The metric run that the scale was borrowed from. */
    reference: sourceSchema.extend({ fit: fitSchema }).nullable(),
  }),
  z.object({
    /** Mended by hand. */
    kind: z.literal('mended'),
    source: sourceSchema,
    /** The strokes, in the order in which they were made (contract/mend/recipe.ts), as JSON under /files/. */
    recipe: z.object({ file: addressSchema, strokes: z.number().int() }),
  }),
  z.object({
    /** A depth map that came in a file. */
    kind: z.literal('file'),
    name: z.string(),
    /** How it is stored: gdepth, heic, exr, ... */
    format: z.string(),
    /** How its numbers were understood. */
    reasons: z.array(z.string()),
    /** Whether it lay in the photo's own file: the phone took it. */
    isEmbedded: z.boolean(),
  }),
]);
export type Derivation = z.infer<typeof derivationSchema>;
