import { z } from 'zod';
import { idSchema, sizeSchema } from './schemas.ts';

/** Pinhole intrinsics in pixels of the oriented photo; (0, 0) is the outer corner of the top-left pixel, whose centre is (0.5, 0.5). */
export const intrinsicsSchema = z.object({
  fx: z.number().positive(),
  fy: z.number().positive(),
  cx: z.number(),
  cy: z.number(),
  /** `exif`: from the camera's own words; `given`: from a person; `assumed`: a usual field of view. */
  source: z.enum(['exif', 'given', 'assumed']),
  /** One sentence that says how they were found. */
  note: z.string(),
});
export type Intrinsics = z.infer<typeof intrinsicsSchema>;

/** A picture in the project. Sizes are after orientation. */
export const photoSchema = z.object({
  id: idSchema,
  name: z.string(),
  /** The original file's container: jpeg, png, webp, avif, heic, jxl, tiff, gif, raw. */
  format: z.string(),
  ...sizeSchema.shape,
  bytes: z.number().int(),
  /** EXIF orientation 1..8 of the original file. */
  orientation: z.number().int().min(1).max(8),
  /** Name of the embedded colour profile, null where none is embedded (read as sRGB). */
  colourProfile: z.string().nullable(),
  bitsPerSample: z.number().int(),
  hasAlpha: z.boolean(),
  camera: z.string().nullable(),
  takenAt: z.string().nullable(),
  intrinsics: intrinsicsSchema,
  /** The file says where it was taken (GPS); left out where it does not. */
  hasPlace: z.boolean().optional(),
  /** Sentences for a person on how the file was understood; left out where there is nothing to say. */
  notes: z.array(z.string()).optional(),
  /** Addresses under /files/: the untouched original, a preview (long edge <= 2048, sRGB), a thumbnail (long edge <= 320). */
  files: z.object({ original: z.string(), preview: z.string(), thumbnail: z.string() }),
  preview: sizeSchema,
  addedAt: z.string(),
  /** A person gave it a star; left out where not. */
  isStarred: z.boolean().optional(),
});
export type Photo = z.infer<typeof photoSchema>;

/** Stands in the answer to a photo that was in the project before. */
export const KNOWN_PHOTO_HEADER = 'depthroom-known';

/** Decoded pixels: oriented, sRGB, interleaved 8-bit RGB, `rgb.length === 3 * width * height`. */
export interface Pixels {
  width: number;
  height: number;
  rgb: Uint8Array;
}
