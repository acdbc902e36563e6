import { z } from 'zod';

/**
 * What the numbers of a depth map mean.
 * - `metric`: metres along the optical axis (planar Z).
 * - `affine-depth`: 0 near .. 1 far; true depth = scale * value + shift with unknown scale and shift.
 * - `affine-disparity`: larger is nearer; 1 / true depth = scale * value + shift with unknown scale and shift.
 */
export const depthKindSchema = z.enum(['metric', 'affine-depth', 'affine-disparity']);
export type DepthKind = z.infer<typeof depthKindSchema>;

/** Resampling methods, with the conventions of torch.nn.functional.interpolate. */
const RESAMPLERS = ['nearest', 'nearest-exact', 'bilinear', 'bicubic', 'area'] as const;
export const resamplerSchema = z.enum(RESAMPLERS);
export type Resampler = z.infer<typeof resamplerSchema>;

/**
 * Where a map lies on its photo, in pixels of the photo: the map's outer edges cover this rectangle. It may reach
 * beyond the photo (a padded network input); what does is cut off at photo size.
 */
export const windowSchema = z.object({
  left: z.number(),
  top: z.number(),
  width: z.number(),
  height: z.number(),
});
export type Window = z.infer<typeof windowSchema>;

/** How a map at the model's size becomes one at the photo's size: resized to `window` (half-pixel centres), then cut to the photo. */
export const placementSchema = z.object({
  window: windowSchema,
  method: resamplerSchema,
  /** `log`: the logarithm is resampled, so that near and far are not mixed linearly. */
  space: z.enum(['linear', 'log']),
});
export type Placement = z.infer<typeof placementSchema>;

interface Plane<Kind extends DepthKind> {
  kind: Kind;
  width: number;
  height: number;
  /** Float32, row-major, top-left first; NaN marks an invalid pixel. Raw: never normalised. */
  values: Float32Array;
}
export type MetricDepth = Plane<'metric'>;
export type AffineDepth = Plane<'affine-depth'>;
export type AffineDisparity = Plane<'affine-disparity'>;
export type DepthMap = MetricDepth | AffineDepth | AffineDisparity;
