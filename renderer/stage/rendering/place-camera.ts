import type { PerspectiveCamera } from 'three';
import type { OrbitCamera } from '../../state/camera.ts';
import type { PlacedPane } from '../../view/frame.ts';
import { positionOf, viewFieldOfView } from '../../view/maths/orbit-camera.ts';
import type { PaneDepth } from '../../view/pane-depth.ts';

/**
 * Places the camera for one pane, whose metres are `scale` times those of the shared camera. The planes of depth are far enough
 * apart for everything and close enough for 24 bits.
 */
export function placeCamera(
  camera: PerspectiveCamera,
  orbit: OrbitCamera,
  scale: number,
  pane: Pick<PlacedPane, 'photo' | 'rectangle'>,
  depth: Pick<PaneDepth, 'nearest' | 'farthest'>,
): void {
  const [x, y, z] = positionOf(orbit);
  const [tx, ty, tz] = orbit.target;
  camera.position.set(x * scale, y * scale, z * scale);
  camera.lookAt(tx * scale, ty * scale, tz * scale);
  camera.fov = (viewFieldOfView(pane.photo, pane.rectangle) * 180) / Math.PI;
  camera.aspect = pane.rectangle.width / pane.rectangle.height;
  camera.far = Math.hypot(x, y, z) * scale + depth.farthest * 4;
  camera.near = Math.max(camera.far / 20_000, Math.min(orbit.distance * scale * 0.01, depth.nearest * 0.05));
  camera.updateProjectionMatrix();
}
