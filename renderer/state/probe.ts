import { createStore } from './create-store.ts';

interface ProbeState {
  /** Point of the photo under the pointer or the crosshair, in photo pixels; null where there is none. */
  at: { x: number; y: number } | null;
  /** A crosshair that is moved by keys is spoken; one that follows the pointer is not. */
  isByKeyboard: boolean;
}

export const useProbe = createStore<ProbeState>(() => ({ at: null, isByKeyboard: false }));
