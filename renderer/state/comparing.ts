import { type Alignment, alignmentSchema } from '../../contract/alignment.ts';
import { createStore } from './create-store.ts';
import { withEntry } from './with-entry.ts';

interface ComparingState {
  /** Id of the pane that the others are measured against, by photo. */
  pinned: Readonly<Record<string, string>>;
  /** How maps are brought onto the reference, by photo. */
  alignments: Readonly<Record<string, Alignment>>;
}

/** A run in metres says what it says: it is fitted to another only where somebody asks for it. */
export const DEFAULT_ALIGNMENT: Alignment = alignmentSchema.parse({ metres: 'kept' });

export const useComparing = createStore<ComparingState>(() => ({ pinned: {}, alignments: {} }));

/** Makes a pane the reference of its photo; null takes the pin out. */
export function pin(photoId: string, paneId: string | null): void {
  useComparing.setState(({ pinned }) => ({ pinned: withEntry(pinned, photoId, paneId) }));
}

export function alignmentOf(photoId: string): Alignment {
  return useComparing.getState().alignments[photoId] ?? DEFAULT_ALIGNMENT;
}

export function chooseAlignment(photoId: string, change: Partial<Alignment>): void {
  useComparing.setState(({ alignments }) => ({
    alignments: { ...alignments, [photoId]: { ...alignmentOf(photoId), ...change } },
  }));
}

/** The comparison that is being made now, and why the last one was refused. */
export const useCompareWork = createStore<{ isWorking: boolean; refusal: string | null }>(() => ({
  isWorking: false,
  refusal: null,
}));
