import type { OrbitCamera } from '../../state/camera.ts';
import { flown, orbited } from './orbit-camera.ts';

/** Metres for each second, as a share of the distance at home; radians for each second. */
const SPEED = 0.6;
const TURN = 1.2;

/** Directions that keys mean while they are held: right, up, forward; yaw, pitch. */
const FLIGHT: Record<string, readonly [number, number, number, number, number]> = {
  KeyW: [0, 0, 1, 0, 0],
  KeyS: [0, 0, -1, 0, 0],
  KeyA: [-1, 0, 0, 0, 0],
  KeyD: [1, 0, 0, 0, 0],
  KeyE: [0, 1, 0, 0, 0],
  KeyQ: [0, -1, 0, 0, 0],
  ArrowLeft: [0, 0, 0, -1, 0],
  ArrowRight: [0, 0, 0, 1, 0],
  ArrowUp: [0, 0, 0, 0, 1],
  ArrowDown: [0, 0, 0, 0, -1],
};

export function isFlightKey(code: string): boolean {
  return Object.hasOwn(FLIGHT, code);
}

/** Where the camera is after keys were held for so many seconds. */
export function flownByKeys(orbit: OrbitCamera, codes: readonly string[], seconds: number): OrbitCamera {
  const sum = [0, 0, 0, 0, 0];
  for (const code of codes)
    FLIGHT[code]?.forEach((amount, i) => {
      sum[i] += amount;
    });
  const step = SPEED * orbit.homeDistance * seconds;
  const there = flown(orbit, sum[0] * step, sum[1] * step, sum[2] * step);
  return orbited(there, sum[3] * TURN * seconds, sum[4] * TURN * seconds);
}
