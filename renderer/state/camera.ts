import { create } from 'zustand';
import type { FlatCamera } from '../view/flat-camera.ts';
import type { OrbitCamera } from '../view/orbit-camera.ts';

interface CameraState {
  /** Null: the photo is fitted into its pane. */
  flat: FlatCamera | null;
  /** Null: not yet set up for the runs on the stage. */
  orbit: OrbitCamera | null;
}

/** One camera for all panes. */
export const useCamera = create<CameraState>(() => ({ flat: null, orbit: null }));
