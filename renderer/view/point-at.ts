import { type DepthKind, isLargerNearer } from '../../contract/depth-map.ts';
import { panePointOf, photoPointAt } from './flat-camera.ts';
import { type Frame, flatOf } from './frame.ts';
import { paneAt } from './layout.ts';
import { depthInMetres, pointInCamera } from './metric-scale.ts';
import { axesOf, type OrbitCamera, positionOf, type Vector, viewFieldOfView } from './orbit-camera.ts';
import { alignedValue, type Pane, type PaneDepth } from './pane.ts';
import { depthText } from './range.ts';
import { knownRanks, rankOf } from './rank.ts';
import { photoPointOnRay, type ReadMap, valueAt } from './ray-cast.ts';

/** The map of a pane with the photo that it lies on. */
export function readMapOf(pane: Pane): ReadMap | null {
  return pane.depth ? { ...pane.depth.map, photo: pane.photo } : null;
}

/** Whether a pane is drawn as points or surface: differences and the photo stay flat. */
export function isInSpace(frame: Pick<Frame, 'mode'>, pane: Pick<Pane, 'depth' | 'content'>): boolean {
  return frame.mode === 'space' && pane.depth !== null && pane.content?.what !== 'difference';
}

/** The photo point under a point of the stage (CSS pixels from its top left), through the plane or through space. */
export function photoPointUnder(frame: Frame, x: number, y: number): { x: number; y: number } | null {
  const pane =
    frame.panes[
      paneAt(
        frame.panes.map((each) => each.rectangle),
        x,
        y,
      )
    ];
  if (!pane) return null;
  const inPane = { x: x - pane.rectangle.left, y: y - pane.rectangle.top };
  const map = readMapOf(pane);
  let point: { x: number; y: number } | null = null;
  if (!isInSpace(frame, pane) || !map || !pane.depth) {
    const here = flatOf(frame, pane);
    point = here && photoPointAt(here, pane.rectangle, inPane.x, inPane.y);
  } else if (frame.orbit) {
    const { origin, direction } = rayThrough(frame.orbit, pane, pane.depth.cameraScale, inPane.x, inPane.y);
    point = photoPointOnRay(map, pane.depth.scale, pane.depth, origin, direction);
  }
  const { width, height } = pane.photo;
  return point && point.x >= 0 && point.y >= 0 && point.x < width && point.y < height ? point : null;
}

function rayThrough(
  orbit: OrbitCamera,
  pane: Pane,
  scale: number,
  x: number,
  y: number,
): { origin: Vector; direction: Vector } {
  const { rectangle } = pane;
  const { right, up, forward } = axesOf(orbit);
  const tangent = Math.tan(viewFieldOfView(pane.photo, rectangle) / 2);
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
export function placeInPane(
  frame: Frame,
  pane: Pane,
  point: { x: number; y: number },
): { x: number; y: number } | null {
  const { rectangle } = pane;
  const here = flatOf(frame, pane);
  const place = isInSpace(frame, pane)
    ? placeInSpace(frame, pane, point)
    : here && panePointOf(here, rectangle, point);
  if (!place || place.x < 0 || place.y < 0 || place.x > rectangle.width || place.y > rectangle.height)
    return null;
  return place;
}

function placeInSpace(
  frame: Frame,
  pane: Pane,
  point: { x: number; y: number },
): { x: number; y: number } | null {
  const seen = positionAt(pane, point);
  if (!frame.orbit || !pane.depth || !seen) return null;
  const { right, up, forward } = axesOf(frame.orbit);
  const [px, py, pz] = positionOf(frame.orbit);
  const k = pane.depth.cameraScale;
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
export function valueIn(pane: Pane, point: { x: number; y: number }): number {
  const map = readMapOf(pane);
  return map ? valueAt(map, point.x, point.y) : Number.NaN;
}

/** What a pane says about a photo point: its value, and where it is aligned what that is in the reference's unit. */
export function valueTextIn(
  pane: Pane,
  point: { x: number; y: number },
): { own: string | null; text: string } | null {
  const { depth, isReference } = pane;
  if (!depth) return null;
  const raw = valueIn(pane, point);
  const own = depthText(raw, depth.kind);
  if (pane.tint === 'rank' && pane.other?.shows === 'depth' && !pane.lack) {
    const { depth: reference } = pane.other;
    const there = valueAt({ ...reference.map, photo: pane.photo }, point.x, point.y);
    return { own, text: rankText(rankIn(depth, raw) - rankIn(reference, there)) };
  }
  if (!depth.alignedBy || isReference || Number.isNaN(raw)) return { own: null, text: own };
  const kind = pane.other?.shows === 'depth' ? pane.other.depth.kind : depth.shownKind;
  const aligned = alignedValue(raw, depth);
  if (pane.content?.what === 'difference' && pane.other?.shows === 'depth') {
    const reference = valueAt({ ...pane.other.depth.map, photo: pane.photo }, point.x, point.y);
    return { own: null, text: differenceText(pane.tint, aligned, reference, kind) };
  }
  return { own, text: depthText(aligned, kind) };
}

function rankIn({ map, kind }: PaneDepth, value: number): number {
  return rankOf(value, knownRanks(map, isLargerNearer(kind)));
}

function rankText(apart: number): string {
  if (Number.isNaN(apart)) return 'no value';
  return `${apart >= 0 ? '+' : '−'}${Math.abs(apart).toFixed(3)} of the pixels`;
}

/** An aligned value against the reference, as the pane paints it. */
function differenceText(tint: Pane['tint'], p: number, g: number, kind: DepthKind): string {
  if (Number.isNaN(p) || Number.isNaN(g)) return 'no value';
  if (tint === 'ratio') return `${(p / g).toFixed(3)} times`;
  if (tint === 'relative-error') return `${((100 * Math.abs(p - g)) / g).toFixed(1)} %`;
  const sign = p >= g ? '+' : '−';
  return `${sign}${depthText(Math.abs(p - g), kind)}`;
}

/** Position at a photo point in metres, camera axes (x right, y down, z forward); null where there is no depth. */
export function positionAt(pane: Pane, point: { x: number; y: number }): [number, number, number] | null {
  if (!pane.depth) return null;
  const depth = depthInMetres(valueIn(pane, point), pane.depth.scale);
  return depth > 0 ? pointInCamera(point.x, point.y, depth, pane.photo.intrinsics) : null;
}
