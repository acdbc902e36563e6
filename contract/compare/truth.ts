import { z } from 'zod';
import { depthKindSchema } from '../depth-map.ts';
import { idSchema, planeSchema } from '../schemas.ts';
import { boxSchema } from './comparison.ts';

/** Containers of ground truth that are read. */
export const TRUTH_FORMATS = ['png', 'tiff', 'exr', 'pfm', 'npy', 'npz', 'hdf5', 'dpt', 'gdepth'] as const;

/** A calibrated stereo pair: Z = baseline * focal / (d + doffs) (Middlebury Stereo Evaluation v3, calib.txt). */
export const calibrationSchema = z.object({
  baselineInMetres: z.number().positive(),
  /** Focal length in pixels of the disparity file. */
  focalInPixels: z.number().positive(),
  /** x-difference of the principal points, in pixels. */
  offsetInPixels: z.number(),
});
export type Calibration = z.infer<typeof calibrationSchema>;

/** What the numbers of a file mean. */
export const truthConventionSchema = z.object({
  meaning: z
    .enum(['depth', 'disparity', 'inverse-depth'])
    .describe('Distance, disparity in pixels of a stereo pair, or 1 / distance.'),
  /** Metres (pixels of disparity, 1 / metres) in one stored unit; the stored number is multiplied by it. */
  scale: z
    .number()
    .positive()
    .describe('What a stored number is multiplied by to be in metres (pixels, 1 / metres).'),
  unit: z
    .enum(['metres', 'unknown'])
    .describe('Whether the scale is known; where it is not, the map counts as relative.'),
  /** The stored number that says that nothing is known. NaN, infinity and, of depths, everything up to 0 never count. */
  invalid: z.number().nullable().describe('The stored number of pixels where nothing is known.'),
  geometry: z
    .enum(['planar', 'euclidean'])
    .describe('Depth along the view (planar Z), or distance along the ray from the camera.'),
  minimum: z.number().nonnegative().nullable().describe('Depths in metres up to this do not count.'),
  maximum: z.number().positive().nullable().describe('Depths in metres from this on do not count.'),
  crop: boxSchema.nullable().describe('Only this rectangle counts, in pixels of the file.'),
  calibration: calibrationSchema.nullable(),
});
export type TruthConvention = z.infer<typeof truthConventionSchema>;

/** Conventions by name, for the command line and for a menu. */
export const TRUTH_PRESETS = {
  millimetres: { meaning: 'depth', scale: 1 / 1000, unit: 'metres', invalid: 0 },
  kitti: { meaning: 'depth', scale: 1 / 256, unit: 'metres', invalid: 0, minimum: 1e-3, maximum: 80 },
  nyu: { meaning: 'depth', scale: 1 / 1000, unit: 'metres', invalid: 0, minimum: 1e-3, maximum: 10 },
  tum: { meaning: 'depth', scale: 1 / 5000, unit: 'metres', invalid: 0 },
  'virtual-kitti': { meaning: 'depth', scale: 1 / 100, unit: 'metres', invalid: 65535, maximum: 80 },
  metres: { meaning: 'depth', scale: 1, unit: 'metres', invalid: null },
  disparity: { meaning: 'disparity', scale: 1, unit: 'unknown', invalid: null },
  'inverse-metres': { meaning: 'inverse-depth', scale: 1, unit: 'metres', invalid: null },
  sintel: { meaning: 'depth', scale: 1, unit: 'metres', invalid: null },
} as const satisfies Record<string, Partial<TruthConvention>>;
export type TruthPreset = keyof typeof TRUTH_PRESETS;
export const TRUTH_PRESET_NAMES = Object.keys(TRUTH_PRESETS) as [TruthPreset, ...TruthPreset[]];

/** The plain convention: planar, uncropped, everything above zero counts. */
export const PLAIN_CONVENTION: TruthConvention = {
  meaning: 'depth',
  scale: 1,
  unit: 'metres',
  invalid: null,
  geometry: 'planar',
  minimum: null,
  maximum: null,
  crop: null,
  calibration: null,
};

/** A measured or rendered depth map of a photo. */
export const truthSchema = z.object({
  id: idSchema,
  photoId: idSchema,
  name: z.string(),
  addedAt: z.string(),
  format: z.enum(TRUTH_FORMATS),
  /** The untouched file under /files/. */
  original: z.string(),
  convention: truthConventionSchema,
  /** How the convention was found, for a person. */
  reasons: z.array(z.string()),
  /** `guessed`: shown to a person to be confirmed; `certain`: the file itself says so; `confirmed`: a person did. */
  confidence: z.enum(['guessed', 'certain', 'confirmed']),
  kind: depthKindSchema,
  unit: z.enum(['metres', 'relative']),
  /** Converted values at the file's own size: planar metres, or relative values; NaN where nothing is known. */
  plane: planeSchema,
  /** The same at most 2048 pixels long, by nearest neighbour: what the stage shows. */
  view: planeSchema,
  minimum: z.number(),
  maximum: z.number(),
  validPixels: z.number().int(),
  notes: z.array(z.string()),
});
export type Truth = z.infer<typeof truthSchema>;
