import { createStore } from './create-store.ts';
import { look } from './look.ts';
import { withEntry } from './with-entry.ts';

/** The values that are painted as nearest and as farthest. For kinds where larger is nearer, `near` is the larger number. */
export interface Span {
  near: number;
  far: number;
}

/** Depths, as a person states them, for the nearest and the farthest value of a relative map. */
export interface StatedPlanes {
  nearInMetres: number;
  farInMetres: number;
}

/** Used in 3D until a person states something; always shown as assumed. */
export const ASSUMED_PLANES: StatedPlanes = { nearInMetres: 1, farInMetres: 10 };

interface RangeState {
  /** Colour range that a person chose, by run or pane of ground truth; the others take the percentiles of their map. */
  chosen: Readonly<Record<string, Span>>;
  /** By photo: its relative maps lie between the same planes. */
  stated: Readonly<Record<string, StatedPlanes>>;
}

export const useRanges = createStore<RangeState>(() => ({ chosen: {}, stated: {} }));

export function chooseRange(rangeKey: string, span: Span | null): void {
  useRanges.setState(({ chosen }) => ({ chosen: withEntry(chosen, rangeKey, span) }));
}

/** Back to the percentiles, and to the automatic scale. */
export function resetRange(rangeKey: string): void {
  chooseRange(rangeKey, null);
  look({ scale: 'auto', gamma: 1 });
}

export function statePlanes(photoId: string, planes: StatedPlanes | null): void {
  useRanges.setState(({ stated }) => ({ stated: withEntry(stated, photoId, planes) }));
}

/** The planes after a person changed one; null where far would not lie behind near, or near not before the camera. */
export function changedPlanes(planes: StatedPlanes, change: Partial<StatedPlanes>): StatedPlanes | null {
  const next = { ...planes, ...change };
  return next.nearInMetres > 0 && next.farInMetres > next.nearInMetres ? next : null;
}

/** States one of the planes of a photo; what cannot be changes nothing. */
export function stateOnePlane(photoId: string, change: Partial<StatedPlanes>): void {
  const next = changedPlanes(useRanges.getState().stated[photoId] ?? ASSUMED_PLANES, change);
  if (next) statePlanes(photoId, next);
}
