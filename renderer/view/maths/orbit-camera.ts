import type { OrbitCamera, Vector } from '../../state/camera.ts';

const STEEPEST = (89 * Math.PI) / 180;

/** Where the photo was taken: the scene looks as in the photo. `middle` is the planar depth to turn around, in metres. */
export function homeCamera(middle: number): OrbitCamera {
  return { target: [0, 0, -middle], distance: middle, yaw: 0, pitch: 0, homeDistance: middle };
}

/** A step to the side and up from home, which shows at once that there is depth. */
export function firstCamera(middle: number): OrbitCamera {
  return { ...homeCamera(middle), distance: middle * 1.15, yaw: 0.22, pitch: 0.1 };
}

export function orbited(camera: OrbitCamera, yaw: number, pitch: number): OrbitCamera {
  return {
    ...camera,
    yaw: camera.yaw + yaw,
    pitch: Math.min(STEEPEST, Math.max(-STEEPEST, camera.pitch + pitch)),
  };
}

/** Changes the distance by a factor, between a hundredth and fifty times that of home. */
export function dollied(camera: OrbitCamera, factor: number): OrbitCamera {
  const { homeDistance } = camera;
  return {
    ...camera,
    distance: Math.min(homeDistance * 50, Math.max(homeDistance / 100, camera.distance * factor)),
  };
}

/** Moves camera and target together: metres to the right, up and forward as the camera sees them. */
export function flown(camera: OrbitCamera, right: number, up: number, forward: number): OrbitCamera {
  const { right: r, up: u, forward: f } = axesOf(camera);
  const move = (i: 0 | 1 | 2) => camera.target[i] + r[i] * right + u[i] * up + f[i] * forward;
  return { ...camera, target: [move(0), move(1), move(2)] };
}

/** Turns around another point and keeps standing at the same place as far as the angles allow. */
export function aimedAt(camera: OrbitCamera, target: Vector): OrbitCamera {
  return { ...camera, target, distance: Math.hypot(...difference(positionOf(camera), target)) };
}

export function positionOf(camera: OrbitCamera): Vector {
  const { forward } = axesOf(camera);
  const at = (i: 0 | 1 | 2) => camera.target[i] - forward[i] * camera.distance;
  return [at(0), at(1), at(2)];
}

/** Unit directions of the camera in the viewer's axes. */
export function axesOf(camera: OrbitCamera): { right: Vector; up: Vector; forward: Vector } {
  const [sinYaw, cosYaw] = [Math.sin(camera.yaw), Math.cos(camera.yaw)];
  const [sinPitch, cosPitch] = [Math.sin(camera.pitch), Math.cos(camera.pitch)];
  return {
    right: [cosYaw, 0, -sinYaw],
    up: [-sinYaw * sinPitch, cosPitch, -cosYaw * sinPitch],
    forward: [-sinYaw * cosPitch, -sinPitch, -cosYaw * cosPitch],
  };
}

/**
 * Vertical field of view in radians with which the whole photo, seen from home, fits into a pane of this size with a
 * little air around it.
 */
export function viewFieldOfView(
  photo: { width: number; height: number; intrinsics: { fx: number; fy: number } },
  pane: { width: number; height: number },
): number {
  const { fx, fy } = photo.intrinsics;
  const halfHeight = Math.max(photo.height / 2 / fy, (photo.width / 2 / fx) * (pane.height / pane.width));
  return 2 * Math.atan(halfHeight * 1.04);
}

function difference(a: Vector, b: Vector): Vector {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}
