import { createStore } from './create-store.ts';

/** Where a picture lies in its pane: `scale` CSS pixels for one pixel of the photo, `x y` the photo point in the middle. */
export interface FlatCamera {
  scale: number;
  x: number;
  y: number;
}

/** A point or direction in the viewer's axes: x right, y up, z towards the person, in metres. */
export type Vector = readonly [x: number, y: number, z: number];

/**
 * A camera that looks at `target` from `distance` metres. Yaw and pitch are in radians: 0, 0 looks along -z, as the
 * photo's own camera does; a positive yaw stands to the right of it, a positive pitch above it.
 */
export interface OrbitCamera {
  target: Vector;
  distance: number;
  yaw: number;
  pitch: number;
  /** Depth in the middle of the scene, by which speeds are measured. */
  homeDistance: number;
}

interface CameraState {
  /** Null: the photo is fitted into its pane. */
  flat: FlatCamera | null;
  /** Null: not yet set up for the runs on the stage. */
  orbit: OrbitCamera | null;
}

/** One camera for all panes. */
export const useCamera = createStore<CameraState>(() => ({ flat: null, orbit: null }));
