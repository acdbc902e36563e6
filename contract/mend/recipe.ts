import { z } from 'zod';
import '../words/schema-words.ts';

/*
 * How a depth map was mended: a list of strokes, as data. Places and lengths are pixels of the photo, so that a recipe says the same of any map
 * of that photo. Replayed on the same map it gives the same bytes (replay.ts).
 */

const coordinate = z.number().min(-1e6).max(1e6);
const length = z.number().min(0).max(1e5);
/** x and y, and where a pen says it how hard it was pressed, 0..1: the radius is multiplied by it. */
const pointSchema = z.union([
  z.tuple([coordinate, coordinate]),
  z.tuple([coordinate, coordinate, z.number().min(0).max(1)]),
]);
export type RecipePoint = z.infer<typeof pointSchema>;

/** Most points of a stroke, and most runs of equal pixels in a mask. */
const MOST_POINTS = 20_000;
export const MOST_MASK_RUNS = 250_000;

export const regionSchema = z.discriminatedUnion('shape', [
  z.object({
    shape: z.literal('brush'),
    points: z.array(pointSchema).min(1).max(MOST_POINTS),
    radius: z.number().gt(0).max(1e5),
    /** Share of the radius over which the stroke fades out, 0 (a hard edge) to 1. */
    softness: z.number().min(0).max(1).default(0),
  }),
  z.object({
    shape: z.literal('lasso'),
    points: z.array(pointSchema).min(3).max(MOST_POINTS),
    /** How far the edge fades, in pixels of the photo. */
    softness: length.default(0),
  }),
  z.object({
    /** A grey picture stretched over the photo: 0 is outside, 255 inside. */
    shape: z.literal('mask'),
    width: z.number().int().min(1).max(8192),
    height: z.number().int().min(1).max(8192),
    /** Its pixels, row by row, as runs of equal ones: how many, then their grey (0..255), and so on. */
    runs: z
      .array(
        z
          .number()
          .int()
          .min(0)
          .max(2 ** 28),
      )
      .min(2)
      .max(2 * MOST_MASK_RUNS),
  }),
  z.object({ shape: z.literal('everything') }),
]);
export type Region = z.infer<typeof regionSchema>;

export const operationSchema = z.discriminatedUnion('do', [
  /** Makes pixels invalid: sky, mirrors, what is to be left out. */
  z.object({ do: z.literal('mask-out') }),
  /** Brings back what the map was before it was mended. */
  z.object({ do: z.literal('restore') }),
  z.object({
    do: z.literal('fill'),
    /** From what lies around: a smooth membrane, a plane, or the nearest valid pixel. */
    by: z.enum(['smooth', 'plane', 'nearest']),
    /** Only pixels without a depth, or all. */
    only: z.enum(['holes', 'all']).default('all'),
  }),
  z.object({
    do: z.literal('push'),
    /** Positive is farther: metres of a metric map, else a share of the span of the map as it was. */
    farther: z.number().min(-1e6).max(1e6),
  }),
  /** Lays what is there onto the plane that fits it best. */
  z.object({ do: z.literal('level') }),
  z.object({
    /** Lets the edges of the map follow those of the photo. */
    do: z.literal('snap'),
    /** How far an edge is looked for, in pixels of the photo. */
    radius: z.number().gt(0).max(1e5),
    /** The contrast (0..1 of the photo's brightness) from which something counts as an edge. */
    contrast: z.number().min(0.001).max(1).default(0.02),
  }),
]);
export type Operation = z.infer<typeof operationSchema>;

export const mendStrokeSchema = z.object({ region: regionSchema, operation: operationSchema });
export type MendStroke = z.infer<typeof mendStrokeSchema>;

export const MOST_STROKES = 2000;

export const recipeSchema = z.object({
  /** Of the shape of this list. */
  version: z.literal(1).default(1),
  strokes: z.array(mendStrokeSchema).min(1).max(MOST_STROKES),
});
export type Recipe = z.infer<typeof recipeSchema>;
