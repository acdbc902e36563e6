import type { Axes } from '../../../contract/exports/geometry.ts';
import { fieldOfView } from '../../../contract/maths/field-of-view.ts';
import type { Photo } from '../../../contract/photo.ts';
import { DEGREES_FROM_CAMERA } from './camera-place.ts';

/**
 * The camera of a photo as a Nuke channel file of one frame (whose number in its sequence is said; Foundry, Nuke reference guide, "Camera", import chan file): frame, position,
 * rotation about x, y and z in degrees, vertical field of view in degrees. It stands at the origin of the geometry. A principal point
 * beside the middle cannot be said there.
 */
export function nukeChan({ height, intrinsics: { fy } }: Photo, axes: Axes, frame = 1): string {
  const values = [
    frame,
    0,
    0,
    0,
    DEGREES_FROM_CAMERA[axes],
    0,
    0,
    Number(fieldOfView(fy, height).toFixed(9)),
  ];
  return `${values.join('\t')}\n`;
}
