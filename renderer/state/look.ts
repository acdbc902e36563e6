import type { ColourMapName } from '../../contract/maths/colour-maps.ts';
import { createStore } from './create-store.ts';

export type Mode = 'photo' | 'depth' | 'space';
export type Primitive = 'points' | 'surface';
/** What points and surfaces are painted with; clay is one grey under a lamp, which shows the shape alone. */
export type Shading = 'photo' | 'depth' | 'clay';

interface LookState {
  mode: Mode;
  colourMap: ColourMapName;
  /** Swaps the colours of near and far. */
  isReversed: boolean;
  /** Exponent on the nearness 0..1 before it is coloured; 1 changes nothing. */
  gamma: number;
  /** Whether magnified pixels are blended into each other. Above 200 % honest pixels are the default. */
  isSmooth: boolean;
  primitive: Primitive;
  shading: Shading;
  /** Size of a point as a multiple of what closes the gaps at home. */
  pointSize: number;
  /** Relative depth step beside which points are left out; 0 keeps all. */
  edgeCut: number;
  /** Only the stage, nothing beside it. */
  isQuiet: boolean;
}

export const useLook = createStore<LookState>(() => ({
  mode: 'photo',
  colourMap: 'viridis',
  isReversed: false,
  gamma: 1,
  isSmooth: false,
  primitive: 'surface',
  shading: 'photo',
  pointSize: 1,
  edgeCut: 0.12,
  isQuiet: false,
}));

export function look(change: Partial<LookState>): void {
  useLook.setState(change);
}
