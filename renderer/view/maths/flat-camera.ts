import type { FlatCamera } from '../../state/camera.ts';
import type { Rectangle } from './layout.ts';

interface Size {
  width: number;
  height: number;
}

const MARGIN = 12;
const MOST_PIXELS = 64;

/** The whole photo, as large as the pane allows. */
export function fitCamera(photo: Size, pane: Size): FlatCamera {
  const width = Math.max(1, pane.width - 2 * MARGIN);
  const height = Math.max(1, pane.height - 2 * MARGIN);
  return {
    scale: Math.min(width / photo.width, height / photo.height),
    x: photo.width / 2,
    y: photo.height / 2,
  };
}

/** Photo point under a point of the pane (CSS pixels from its top left). */
export function photoPointAt(camera: FlatCamera, pane: Size, x: number, y: number): { x: number; y: number } {
  return {
    x: camera.x + (x - pane.width / 2) / camera.scale,
    y: camera.y + (y - pane.height / 2) / camera.scale,
  };
}

/** Point of the pane (CSS pixels from its top left) where a photo point is drawn. */
export function panePointOf(
  camera: FlatCamera,
  pane: Size,
  point: { x: number; y: number },
): { x: number; y: number } {
  return {
    x: (point.x - camera.x) * camera.scale + pane.width / 2,
    y: (point.y - camera.y) * camera.scale + pane.height / 2,
  };
}

/** Zooms by `factor` and keeps the photo point under (x, y) of the pane where it is. */
export function zoomedAt(
  camera: FlatCamera,
  photo: Size,
  pane: Size,
  x: number,
  y: number,
  factor: number,
): FlatCamera {
  const smallest = fitCamera(photo, pane).scale / 2;
  const scale = Math.min(MOST_PIXELS, Math.max(Math.min(smallest, camera.scale), camera.scale * factor));
  const point = photoPointAt(camera, pane, x, y);
  return clamped(
    { scale, x: point.x - (x - pane.width / 2) / scale, y: point.y - (y - pane.height / 2) / scale },
    photo,
  );
}

/** Moves the picture by CSS pixels, as if it were held. */
export function panned(camera: FlatCamera, photo: Size, dx: number, dy: number): FlatCamera {
  return clamped({ ...camera, x: camera.x - dx / camera.scale, y: camera.y - dy / camera.scale }, photo);
}

/** The middle of the pane stays on the photo, so that it cannot be lost. */
function clamped(camera: FlatCamera, photo: Size): FlatCamera {
  return {
    scale: camera.scale,
    x: Math.min(photo.width, Math.max(0, camera.x)),
    y: Math.min(photo.height, Math.max(0, camera.y)),
  };
}

/** Whether a point lies inside a pane of this size. */
export function isInside(pane: Rectangle, point: { x: number; y: number }): boolean {
  return point.x >= 0 && point.y >= 0 && point.x <= pane.width && point.y <= pane.height;
}
