import type { KnownLength } from '../../contract/compare-calls.ts';
import { createStore } from './create-store.ts';

/** What a person knows of the scene in metres, by photo; it makes relative maps metric. */
export const useKnownLengths = createStore<{ lengths: Readonly<Record<string, readonly KnownLength[]>> }>(
  () => ({
    lengths: {},
  }),
);

export function addKnownLength(photoId: string, length: KnownLength): void {
  useKnownLengths.setState(({ lengths }) => ({
    lengths: { ...lengths, [photoId]: [...(lengths[photoId] ?? []), length] },
  }));
}

export function removeKnownLength(photoId: string, index: number): void {
  useKnownLengths.setState(({ lengths }) => ({
    lengths: { ...lengths, [photoId]: (lengths[photoId] ?? []).toSpliced(index, 1) },
  }));
}
