import type { Patch } from '../../../contract/mend/apply-stroke.ts';
import type { MendedMap } from '../../../contract/mend/mended-map.ts';
import type { MendStroke, RecipePoint } from '../../../contract/mend/recipe.ts';
import { createStore } from '../create-store.ts';
import { useProject } from '../project.ts';

/** What a stroke does, as a person chooses it. */
export const MEND_ACTIONS = [
  'mask-out',
  'restore',
  'fill-smooth',
  'fill-plane',
  'fill-nearest',
  'push',
  'level',
  'snap',
] as const;
export type MendAction = (typeof MEND_ACTIONS)[number];

/** A map while it is mended. Nothing of it is kept before it is saved. */
export interface MendSession {
  photoId: string;
  runId: string;
  title: string;
  /** Changed in place by strokes. */
  map: MendedMap;
  /** Its values as they are shown: another array after each stroke. */
  shown: Float32Array<ArrayBuffer>;
  strokes: readonly MendStroke[];
  /** What each stroke changed, to take it back; null of strokes so long ago that all are replayed instead. */
  patches: readonly (Patch | null)[];
  /** What was taken back; the next to be done again is the last. */
  undone: readonly MendStroke[];
}

interface MendState {
  session: MendSession | null;
  tool: 'brush' | 'lasso';
  action: MendAction;
  /** Of the brush, in pixels of the photo. */
  radius: number;
  /** Share of the radius over which a stroke fades; a lasso fades over as many pixels. */
  softness: number;
  /** How much farther a push goes: metres, or percent of the span of a relative map. */
  farther: number;
  /** Whether only pixels without a depth are filled. */
  onlyHoles: boolean;
  /** How far an edge of the photo is looked for, in pixels of the photo. */
  snapRadius: number;
  /** The stroke that is being drawn, in pixels of the photo. */
  drawn: readonly RecipePoint[] | null;
}

export const useMend = createStore<MendState>(() => ({
  session: null,
  tool: 'brush',
  action: 'mask-out',
  radius: 40,
  softness: 0.5,
  farther: 0,
  onlyHoles: false,
  snapRadius: 12,
  drawn: null,
}));

/** Changes what the next stroke is. */
export function setMending(change: Partial<Omit<MendState, 'session' | 'drawn'>>): void {
  useMend.setState(change);
}

// What is mended belongs to the project that is open.
useProject.subscribe(({ snapshot }, before) => {
  if (before.snapshot && snapshot?.project?.folder !== before.snapshot.project?.folder)
    useMend.setState({ session: null, drawn: null });
});
