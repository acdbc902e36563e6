import { meshOptionsSchema } from '../../contract/exports/geometry.ts';
import { type ColourMapName, DEFAULT_COLOUR_MAP } from '../../contract/maths/colour-maps.ts';
import type { ScaleName } from '../../contract/maths/transfer.ts';
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
  /** What nearness is straight in before it is coloured; automatic: 1 / depth for metres, with the exponent that suits the map. */
  scale: ScaleName;
  /** By what the exponent of the scale is multiplied; 1 changes nothing. */
  gamma: number;
  /** Whether magnified pixels are blended into each other. Above 200 % honest pixels are the default. */
  isSmooth: boolean;
  primitive: Primitive;
  shading: Shading;
  /** Size of a point as a multiple of what closes the gaps at home. */
  pointSize: number;
  /** Relative depth step that cuts points and surfaces, on the stage and in files alike; 0 keeps all. */
  edgeCut: number;
  /** With a cut, what is seen at less than so many degrees is cut too. */
  edgeAngle: number;
  /** Loose pieces of a surface of fewer pixels than this are left out, on the stage and in files alike. */
  islands: number;
  /** Only the stage, nothing beside it. */
  isQuiet: boolean;
}

/** The cut that every preset of the exports has, so that what is seen is what is written. */
export const EDGE_CUT = meshOptionsSchema.shape.edgeCut.parse(undefined);

export const EDGE_ANGLE = meshOptionsSchema.shape.edgeAngle.parse(undefined);

export const ISLANDS = meshOptionsSchema.shape.islands.parse(undefined);

export const useLook = createStore<LookState>(() => ({
  mode: 'photo',
  colourMap: DEFAULT_COLOUR_MAP,
  isReversed: false,
  scale: 'auto',
  gamma: 1,
  isSmooth: false,
  primitive: 'surface',
  shading: 'photo',
  pointSize: 1,
  edgeCut: EDGE_CUT,
  edgeAngle: EDGE_ANGLE,
  islands: ISLANDS,
  isQuiet: false,
}));

export function look(change: Partial<LookState>): void {
  useLook.setState(change);
}
