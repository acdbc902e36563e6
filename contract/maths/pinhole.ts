import type { Window } from '../depth-map.ts';
import type { Intrinsics } from '../photo.ts';

/** A pinhole camera in pixels; pixel (u, v) has its centre at (u + 0.5, v + 0.5), as in contract/photo.ts. */
export type Pinhole = Pick<Intrinsics, 'fx' | 'fy' | 'cx' | 'cy'>;

/** The camera of a map of `width` x `height` pixels that covers `window` (in pixels of the photo) of a photo's camera. */
export function cameraOfWindow(photo: Pinhole, window: Window, width: number, height: number): Pinhole {
  const x = width / window.width;
  const y = height / window.height;
  return {
    fx: photo.fx * x,
    fy: photo.fy * y,
    cx: (photo.cx - window.left) * x,
    cy: (photo.cy - window.top) * y,
  };
}

/** Point in camera axes (x right, y down, z forward, in the unit of the depth) of a photo point at a planar depth; no distortion. */
export function pointInCamera(
  x: number,
  y: number,
  depth: number,
  camera: Pinhole,
): [number, number, number] {
  return [((x - camera.cx) / camera.fx) * depth, ((y - camera.cy) / camera.fy) * depth, depth];
}
