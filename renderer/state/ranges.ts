import { createStore } from './create-store.ts';
import { look } from './look.ts';

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
  useRanges.setState(({ chosen }) => {
    const { [rangeKey]: _, ...others } = chosen;
    return { chosen: span ? { ...others, [rangeKey]: span } : others };
  });
}

/** Back to the percentiles, and to a straight scale. */
export function resetRange(rangeKey: string): void {
  chooseRange(rangeKey, null);
  look({ gamma: 1 });
}

export function statePlanes(photoId: string, planes: StatedPlanes | null): void {
  useRanges.setState(({ stated }) => {
    const { [photoId]: _, ...others } = stated;
    return { stated: planes ? { ...others, [photoId]: planes } : others };
  });
}
