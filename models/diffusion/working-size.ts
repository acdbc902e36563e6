import type { Resampler } from '../../contract/depth-map.ts';
import { DepthroomError } from '../../contract/errors.ts';
import type { Pixels } from '../../contract/photo.ts';
import { type ReadRow, resample, type Size } from '../pipeline/resize.ts';
import { resizePixels } from '../pipeline/resize-pixels.ts';

/** The size in pixels at which a latent model works: the photo resized, then padded at the right and the bottom. */
export interface WorkingSize {
  resized: Size;
  padded: Size;
}

/**
 * Long edge brought to `resolution` pixels (smaller photos are enlarged; 0 keeps the photo's size) with the short edge rounded down, then
 * padded to multiples of `multipleOf` pixels: Marigold's processing resolution, as in diffusers' MarigoldImageProcessor. Throws `bad-input`
 * where an edge would have no pixel left.
 */
export function workingSizeOf(photo: Size, resolution: number, multipleOf: number): WorkingSize {
  const longEdge = Math.max(photo.width, photo.height);
  const target = resolution === 0 ? longEdge : resolution;
  const resized = {
    width: Math.floor((photo.width * target) / longEdge),
    height: Math.floor((photo.height * target) / longEdge),
  };
  if (resized.width === 0 || resized.height === 0)
    throw new DepthroomError(
      'bad-input',
      `A photo of ${photo.width} x ${photo.height} pixels has no width or height left at a resolution of ${resolution}; choose a higher one, or 0 for the size of the photo.`,
    );
  const up = (side: number) => Math.ceil(side / multipleOf) * multipleOf;
  return { resized, padded: { width: up(resized.width), height: up(resized.height) } };
}

/**
 * The photo as three planes (R, G, B; each height x width of the padded size, row by row) in -1..1: antialiased where it shrinks, border
 * pixels repeated in the padding, as in diffusers' MarigoldImageProcessor.
 */
export function prepareImage(photo: Pixels, size: WorkingSize, method: Resampler): Float32Array {
  const resized = resizePixels(photo.rgb, photo, size.resized, { method, antialias: true });
  for (let i = 0; i < resized.length; i++) resized[i] = (resized[i] / 255) * 2 - 1;
  const area = size.padded.width * size.padded.height;
  const own = resized.length / 3;
  if (own === area) return resized;
  const planes = new Float32Array(3 * area);
  for (let channel = 0; channel < 3; channel++)
    padInto(
      planes.subarray(channel * area, (channel + 1) * area),
      resized.subarray(channel * own, (channel + 1) * own),
      size,
    );
  return planes;
}

/**
 * Any plane at photo size (rows by `readRow`), brought to height x width of the padded working size exactly as the photo is
 * (`prepareImage`), in its own unit.
 */
export function preparePlane(
  readRow: ReadRow,
  photo: Size,
  size: WorkingSize,
  method: Resampler,
): Float32Array {
  const { resized, padded } = size;
  const plane = resample(
    readRow,
    { from: photo.width, over: resized.width, start: 0, length: resized.width },
    { from: photo.height, over: resized.height, start: 0, length: resized.height },
    { method, antialias: true },
  );
  const output = new Float32Array(padded.width * padded.height);
  padInto(output, plane, size);
  return output;
}

function padInto(output: Float32Array, plane: Float32Array, { resized, padded }: WorkingSize): void {
  for (let y = 0; y < padded.height; y++) {
    const source = Math.min(y, resized.height - 1) * resized.width;
    const target = y * padded.width;
    output.set(plane.subarray(source, source + resized.width), target);
    output.fill(plane[source + resized.width - 1], target + resized.width, target + padded.width);
  }
}
