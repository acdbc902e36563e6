import { z } from 'zod';
import { ERROR_CODES } from './errors.ts';

/**
 * Axes of an exported geometry, all right-handed.
 * - `opencv`: x right, y down, z forward (camera).
 * - `y-up`: x right, y up, z towards the viewer (glTF; Blender's importer with its defaults for glTF).
 * - `z-up`: x right, y forward, z up (Blender's own axes, CloudCompare).
 */
export const AXES = ['opencv', 'y-up', 'z-up'] as const;
export type Axes = (typeof AXES)[number];

export const pointCloudOptionsSchema = z.object({
  format: z.literal('ply').default('ply'),
  axes: z.enum(AXES).default('y-up').describe('Which way is up in the program that will open it.'),
  size: z
    .enum(['photo', 'model'])
    .default('photo')
    .describe('One point for each pixel of the photo, or of the model.'),
  normals: z.boolean().default(false).describe('Write a normal for each point.'),
  edgeCut: z
    .number()
    .min(0)
    .max(1)
    .default(0)
    .describe('Leave out points beside a relative depth step larger than this; 0 keeps all.'),
  near: z
    .number()
    .positive()
    .optional()
    .describe('Depth of the nearest value of a relative map, in metres as you state them.'),
  far: z
    .number()
    .positive()
    .optional()
    .describe('Depth of the farthest value of a relative map, in metres as you state them.'),
});
export type PointCloudOptions = z.infer<typeof pointCloudOptionsSchema>;

export const depthImageOptionsSchema = z.object({
  format: z.literal('png16').default('png16'),
  polarity: z
    .enum(['near-white', 'near-black'])
    .default('near-white')
    .describe('Whether near is white or black.'),
  mapping: z
    .enum(['linear', 'inverse'])
    .default('linear')
    .describe('Grey is linear in the value, or in 1 / value.'),
  size: z.enum(['photo', 'model']).default('photo').describe('The size of the photo, or of the model.'),
  minimum: z
    .number()
    .optional()
    .describe('Value at one end of the grey scale; left out: the smallest in the map.'),
  maximum: z
    .number()
    .optional()
    .describe('Value at the other end of the grey scale; left out: the largest in the map.'),
});
export type DepthImageOptions = z.infer<typeof depthImageOptionsSchema>;

/** A file that was made for a person's tool. It lies in the project until it is downloaded or removed. */
export const exportSchema = z.object({
  id: z.string(),
  runId: z.string(),
  kind: z.enum(['point-cloud', 'depth-image']),
  fileName: z.string(),
  bytes: z.number().int().nullable(),
  options: z.record(z.string(), z.unknown()),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  createdAt: z.string(),
  error: z.object({ code: z.enum(ERROR_CODES), message: z.string() }).nullable(),
});
export type Export = z.infer<typeof exportSchema>;
