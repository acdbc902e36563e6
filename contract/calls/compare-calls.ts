import { z } from 'zod';
import { alignmentSchema } from '../alignment.ts';
import {
  boxSchema,
  boxStatisticsSchema,
  comparisonSchema,
  depthRangeSchema,
  referenceSchema,
} from '../compare/comparison.ts';
import { truthConventionSchema, truthSchema } from '../compare/truth.ts';
import { exportSchema } from '../exports/export.ts';
import { languageSchema } from '../language/language-schema.ts';
import { COLOUR_MAPS, DEFAULT_COLOUR_MAP } from '../maths/colour-maps.ts';
import { recipeSchema } from '../mend/recipe.ts';
import { runSchema } from '../run.ts';
import { idSchema as id } from '../schemas.ts';
import { removedSchema } from '../trash.ts';

/** As many panes as there can be. */
/** Runs that are compared with each other at once. */
export const MOST_COMPARED = 8;
const runIds = z.array(id).min(1).max(MOST_COMPARED);
const pointSchema = z.object({ x: z.number(), y: z.number() });
/** Longer is nothing that anybody knows. */
export const MOST_METRES = 1e6;
const metres = z.number().positive().max(MOST_METRES);

/** Something of the scene that is known in metres; places are in pixels of the photo. */
export const knownLengthSchema = z.discriminatedUnion('what', [
  z.object({ what: z.literal('distance'), from: pointSchema, to: pointSchema, metres }),
  z.object({ what: z.literal('depth'), at: pointSchema, metres }),
  z.object({ what: z.literal('height'), over: boxSchema, metres }),
]);
export type KnownLength = z.infer<typeof knownLengthSchema>;

export const reportOptionsSchema = z.object({
  colourMap: z.enum(COLOUR_MAPS).default(DEFAULT_COLOUR_MAP).describe('Colours of the depth maps.'),
  language: languageSchema.default('en').describe('Language of the words and numbers.'),
});
export type ReportOptions = z.infer<typeof reportOptionsSchema>;

const pairing = {
  photoId: id,
  runIds,
  alignment: alignmentSchema.prefault({}),
  /** Left out: that of the ground truth, else from a millimetre on. */
  range: depthRangeSchema.optional(),
};

/**
 * Calls that look at runs beside each other. Ground truth itself comes in by `POST /truths?photo=<id>&name=<file name>` with the bytes
 * as the body (and `&calibration=<text of a calib.txt>`) and answers with the truth, as it was understood, to be confirmed.
 */
export const COMPARE_CALLS = {
  /** Aligns runs to a reference, measures them and keeps the result; an `comparisonId` is replaced. */
  compare: {
    input: z.object({ ...pairing, reference: referenceSchema, comparisonId: id.optional() }),
    output: comparisonSchema,
  },
  /** Keeps what the page wants to find again with a comparison. */
  arrangeComparison: {
    input: z.object({ comparisonId: id, view: z.record(z.string(), z.unknown()) }),
    output: comparisonSchema,
  },
  removeComparison: { input: z.object({ comparisonId: id }), output: removedSchema },
  /** Statistics and flatness of a box, of the runs and of the reference; with a reference runs are aligned to it first. */
  measureBox: {
    input: z.object({
      ...pairing,
      reference: referenceSchema.nullable().default(null),
      box: boxSchema,
      /** `own`: every map in its own values, the reference beside them. */
      values: z.enum(['aligned', 'own']).default('aligned'),
    }),
    output: z.array(boxStatisticsSchema),
  },
  /** Reads the file again with what a person says about it; without a convention the one that was found is confirmed. */
  confirmTruth: {
    input: z.object({
      truthId: id,
      convention: truthConventionSchema.partial().optional(),
      /** Text of a calib.txt. */
      calibration: z.string().max(4096).optional(),
    }),
    output: truthSchema,
  },
  /** Removes ground truth with the comparisons to it. */
  removeTruth: { input: z.object({ truthId: id }), output: removedSchema },
  /** Makes a run of what was brought in as ground truth, with what is said of its numbers. */
  runFromTruth: {
    input: z.object({ truthId: id, convention: truthConventionSchema.partial().optional() }),
    output: runSchema,
  },
  /** The median of aligned runs as a run of its own, with their disagreement as its uncertainty. */
  consensus: {
    input: z.object({
      photoId: id,
      runIds: z.array(id).min(2).max(8),
      /** What the others are aligned to; left out: the first metric run, else the first. */
      referenceRunId: id.optional(),
      alignment: alignmentSchema.prefault({}),
    }),
    output: runSchema,
  },
  /** A metric run from known lengths, or from the scale of a metric run, as a run of its own. */
  calibrate: {
    input: z.object({
      runId: id,
      by: z.union([
        z.object({ lengths: z.array(knownLengthSchema).min(1).max(32) }),
        z.object({ referenceRunId: id, fit: z.enum(['least-squares', 'robust']).default('robust') }),
      ]),
    }),
    output: runSchema,
  },
  /** A run mended by a recipe, as a run of its own; the recipe is kept with it. */
  mend: { input: z.object({ runId: id, recipe: recipeSchema }), output: runSchema },
  /** Writes a comparison to be sent to somebody; download it from /exports/<id>. */
  writeReport: {
    input: z.object({
      comparisonId: id,
      format: z.enum(['html', 'contact-sheet']),
      options: reportOptionsSchema.prefault({}),
    }),
    output: exportSchema,
  },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;
