import { type FlatCamera, useCamera } from '../state/camera.ts';
import type { Point } from '../state/measure.ts';
import { useProbe } from '../state/probe.ts';
import { useSelection } from '../state/selection.ts';
import { activePaneOf, cameraScaleOf, currentFrame, type Frame, flatOf, type PlacedPane } from './frame.ts';
import { isInside, panePointOf, panned, photoPointAt, zoomedAt } from './maths/flat-camera.ts';
import { aimedAt, dollied, flown, homeCamera, orbited } from './maths/orbit-camera.ts';
import { paneIndexAt, photoPointUnder, positionAt } from './point-at.ts';

/*
 * What a person can do to the cameras, by whatever device. Points are CSS pixels from the top left of the stage.
 */

/** The pane under a point, else the active one, with the point measured from that pane's top left. */
function paneFor(frame: Frame, point?: Point): { pane: PlacedPane; x: number; y: number } | null {
  const under = point && frame.panes[paneIndexAt(frame, point)];
  const pane = under ?? activePaneOf(frame);
  if (!pane) return null;
  const { left, top, width, height } = pane.rectangle;
  return under ? { pane, x: point.x - left, y: point.y - top } : { pane, x: width / 2, y: height / 2 };
}

export function zoomBy(factor: number, point?: Point): void {
  const frame = currentFrame();
  if (frame.mode === 'space') {
    if (frame.orbit) useCamera.setState({ orbit: dollied(frame.orbit, 1 / factor) });
    return;
  }
  const at = paneFor(frame, point);
  const crosshair = useProbe.getState();
  const here = at && flatOf(frame, at.pane);
  if (!at || !here) return;
  if (!point && crosshair.isByKeyboard && crosshair.at) {
    // Keys zoom where keys point.
    const { width, height } = at.pane.rectangle;
    const there = { ...here, ...crosshair.at };
    setFlat(at.pane, zoomedAt(there, at.pane.photo, at.pane.rectangle, width / 2, height / 2, factor));
  } else {
    setFlat(at.pane, zoomedAt(here, at.pane.photo, at.pane.rectangle, at.x, at.y, factor));
  }
}

/** Moves the one camera so that it is this in a pane. */
function setFlat(pane: PlacedPane, flat: FlatCamera): void {
  useCamera.setState({ flat: { ...flat, scale: flat.scale / pane.zoom } });
}

export function fitWhole(): void {
  useCamera.setState({ flat: null });
}

/** One pixel of the photo for one pixel of the screen around a point; back to the whole photo where that is so already. */
export function toggleFullSize(point?: Point): void {
  const frame = currentFrame();
  const at = paneFor(frame, point);
  const here = at && flatOf(frame, at.pane);
  if (!at || !here) return;
  const { photo, rectangle } = at.pane;
  const full = 1 / window.devicePixelRatio;
  if (Math.abs(here.scale / full - 1) < 0.01) {
    fitWhole();
    return;
  }
  setFlat(at.pane, zoomedAt(here, photo, rectangle, at.x, at.y, full / here.scale));
}

/** Drags the flat picture, or in space turns the scene (or moves it, where `isPan`); `point` says in which pane. */
export function dragBy(dx: number, dy: number, isPan: boolean, point?: Point): void {
  const frame = currentFrame();
  const pane = paneFor(frame, point)?.pane;
  if (!pane) return;
  if (frame.mode !== 'space') {
    const here = flatOf(frame, pane);
    if (here) setFlat(pane, panned(here, pane.photo, dx, dy));
    return;
  }
  if (!frame.orbit) return;
  if (!isPan) {
    useCamera.setState({ orbit: orbited(frame.orbit, -dx * 0.006, dy * 0.006) });
    return;
  }
  const metresPerPixel = (frame.orbit.distance * 1.1) / pane.rectangle.height;
  useCamera.setState({ orbit: flown(frame.orbit, -dx * metresPerPixel, dy * metresPerPixel, 0) });
}

/** The camera where the photo was taken. */
export function goHome(): void {
  const { orbit } = currentFrame();
  if (orbit) useCamera.setState({ orbit: homeCamera(orbit.homeDistance) });
}

/** Makes what lies under a point the middle around which the camera turns. */
export function aimAt(point: Point): void {
  const frame = currentFrame();
  const photoPoint = photoPointUnder(frame, point);
  const pane = paneFor(frame, point)?.pane;
  const position = photoPoint && pane && positionAt(pane, photoPoint);
  if (!frame.orbit || !pane?.depth || !position) return;
  const k = cameraScaleOf(frame, pane.depth);
  useCamera.setState({ orbit: aimedAt(frame.orbit, [position[0] / k, -position[1] / k, -position[2] / k]) });
}

/** The photo point under a point of the stage, or the nearest on the photo. */
export function nearestPhotoPoint(point: Point): Point | null {
  const frame = currentFrame();
  const at = paneFor(frame, point);
  const here = at && flatOf(frame, at.pane);
  if (!at || !here) return null;
  const { photo, rectangle } = at.pane;
  const { x, y } = photoPointAt(here, rectangle, at.x, at.y);
  const within = (value: number, side: number) => Math.min(side - 0.5, Math.max(0.5, value));
  return { x: within(x, photo.width), y: within(y, photo.height) };
}

/** Shows what lies under the pointer. */
export function probeAt(point: Point | null): void {
  const at = point ? photoPointUnder(currentFrame(), point) : null;
  if (!at && !useProbe.getState().at) return;
  useProbe.setState({ at, isByKeyboard: false });
}

/** Moves the crosshair by photo pixels; it starts in the middle, and the picture follows where it would leave the pane. */
export function stepProbe(dx: number, dy: number): void {
  const frame = currentFrame();
  const pane = activePaneOf(frame);
  const here = pane && flatOf(frame, pane);
  if (!pane || !here) return;
  const { photo, rectangle } = pane;
  const from = useProbe.getState().at ?? { x: photo.width / 2, y: photo.height / 2 };
  const within = (value: number, side: number) =>
    Math.min(side - 0.5, Math.max(0.5, Math.floor(value) + 0.5));
  const at = { x: within(from.x + dx, photo.width), y: within(from.y + dy, photo.height) };
  useProbe.setState({ at, isByKeyboard: true });
  if (!isInside(rectangle, panePointOf(here, rectangle, at))) setFlat(pane, { ...here, ...at });
}

/** The pane under a point becomes the one that the bars speak of. */
export function activateAt(point: Point): void {
  const frame = currentFrame();
  const index = paneIndexAt(frame, point);
  if (index >= 0 && frame.panes.length > 1) useSelection.setState({ activePane: index });
}
