import { depthInMetres } from '../../contract/maths/depth-in-metres.ts';
import { pointInCamera } from '../../contract/maths/pinhole.ts';
import type { OrbitCamera, Vector } from '../state/camera.ts';
import type { Point } from '../state/measure.ts';
import { cameraScaleOf, type Frame, flatOf, type PlacedPane } from './frame.ts';
import { panePointOf, photoPointAt } from './maths/flat-camera.ts';
import { paneAt } from './maths/layout.ts';
import { axesOf, positionOf, viewFieldOfView } from './maths/orbit-camera.ts';
import { photoPointOnRay, type ReadMap, valueAt } from './maths/ray-cast.ts';
import type { Pane } from './pane.ts';

/** The map of a pane with the photo that it lies on. */
function readMapOf(pane: Pick<Pane, 'depth' | 'photo'>): ReadMap | null {
  return pane.depth ? { ...pane.depth.map, photo: pane.photo } : null;
}

/** Whether a pane is drawn as points or surface: differences and the photo stay flat. */
export function isInSpace(frame: Pick<Frame, 'mode'>, pane: Pick<Pane, 'depth' | 'content'>): boolean {
  return frame.mode === 'space' && pane.depth !== null && pane.content?.what !== 'difference';
}

/** The pane under a point of the stage (CSS pixels from its top left), or -1. */
export function paneIndexAt(frame: Pick<Frame, 'panes'>, { x, y }: Point): number {
  return paneAt(
    frame.panes.map(({ rectangle }) => rectangle),
    x,
    y,
  );
}

/** The photo point under a point of the stage (CSS pixels from its top left), through the plane or through space. */
export function photoPointUnder(frame: Frame, { x, y }: Point): Point | null {
  const pane = frame.panes[paneIndexAt(frame, { x, y })];
  if (!pane) return null;
  const inPane = { x: x - pane.rectangle.left, y: y - pane.rectangle.top };
  const map = readMapOf(pane);
  let point: Point | null = null;
  if (!isInSpace(frame, pane) || !map || !pane.depth) {
    const here = flatOf(frame, pane);
    point = here && photoPointAt(here, pane.rectangle, inPane.x, inPane.y);
  } else if (frame.orbit) {
    const { origin, direction } = rayThrough(frame.orbit, pane, cameraScaleOf(frame, pane.depth), inPane);
    point = photoPointOnRay(map, pane.depth.scale, pane.depth, origin, direction);
  }
  const { width, height } = pane.photo;
  return point && point.x >= 0 && point.y >= 0 && point.x < width && point.y < height ? point : null;
}

/** The ray of sight through a point of a pane, in the viewer's axes. `scale` is that of the camera for this pane. */
function rayThrough(
  orbit: OrbitCamera,
  { photo, rectangle }: PlacedPane,
  scale: number,
  { x, y }: Point,
): { origin: Vector; direction: Vector } {
  const { right, up, forward } = axesOf(orbit);
  const tangent = Math.tan(viewFieldOfView(photo, rectangle) / 2);
  const across = ((x - rectangle.width / 2) / (rectangle.height / 2)) * tangent;
  const above = (-(y - rectangle.height / 2) / (rectangle.height / 2)) * tangent;
  const along = (i: 0 | 1 | 2) => forward[i] + right[i] * across + up[i] * above;
  const length = Math.hypot(1, across, above);
  const [px, py, pz] = positionOf(orbit);
  return {
    origin: [px * scale, py * scale, pz * scale],
    direction: [along(0) / length, along(1) / length, along(2) / length],
  };
}

/** Where a photo point is drawn in a pane (CSS pixels from the pane's top left); null where it is not to be seen. */
export function placeInPane(frame: Frame, pane: PlacedPane, point: Point): Point | null {
  const { rectangle } = pane;
  const here = flatOf(frame, pane);
  const place = isInSpace(frame, pane)
    ? placeInSpace(frame, pane, point)
    : here && panePointOf(here, rectangle, point);
  if (!place || place.x < 0 || place.y < 0 || place.x > rectangle.width || place.y > rectangle.height)
    return null;
  return place;
}

function placeInSpace(frame: Frame, pane: PlacedPane, point: Point): Point | null {
  const seen = positionAt(pane, point);
  if (!frame.orbit || !pane.depth || !seen) return null;
  const { right, up, forward } = axesOf(frame.orbit);
  const [px, py, pz] = positionOf(frame.orbit);
  const k = cameraScaleOf(frame, pane.depth);
  // Camera axes have y down and z forward; the viewer's have y up and z towards the person.
  const from = [seen[0] - px * k, -seen[1] - py * k, -seen[2] - pz * k];
  const along = (axis: Vector) => from[0] * axis[0] + from[1] * axis[1] + from[2] * axis[2];
  const depth = along(forward);
  if (depth <= 0) return null;
  const { width, height } = pane.rectangle;
  const pixels = height / 2 / Math.tan(viewFieldOfView(pane.photo, pane.rectangle) / 2);
  return { x: width / 2 + (along(right) / depth) * pixels, y: height / 2 - (along(up) / depth) * pixels };
}

/** Raw value of a pane's map at a photo point; NaN where there is none. */
export function valueIn(pane: Pick<Pane, 'depth' | 'photo'>, point: Point): number {
  const map = readMapOf(pane);
  return map ? valueAt(map, point.x, point.y) : Number.NaN;
}

/** Position at a photo point in metres, camera axes (x right, y down, z forward); null where there is no depth. */
export function positionAt(
  pane: Pick<Pane, 'depth' | 'photo'>,
  point: Point,
): [number, number, number] | null {
  if (!pane.depth) return null;
  const depth = depthInMetres(valueIn(pane, point), pane.depth.scale);
  return depth > 0 ? pointInCamera(point.x, point.y, depth, pane.photo.intrinsics) : null;
}
