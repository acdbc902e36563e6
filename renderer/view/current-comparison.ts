import { useStore } from 'zustand';
import type { Alignment } from '../../contract/alignment.ts';
import type { Comparison, Reference, Subject } from '../../contract/compare/comparison.ts';
import { DEFAULT_ALIGNMENT, useComparing } from '../state/comparing.ts';
import { derivedStore } from '../state/derived-store.ts';
import { contentOf, type PaneContent } from '../state/panes.ts';
import { useProject } from '../state/project.ts';
import { photoStore } from '../state/selection.ts';

/** The reference of the photo on the stage and what is known with it. */
export interface CurrentComparison {
  /** The pane that is pinned as the reference; null where there is none, or it is gone. */
  pinned: PaneContent | null;
  /** What the core measures against; null also for the photo, which has no depth. */
  reference: Reference | null;
  alignment: Alignment;
  /** Comparisons of the photo with this reference, newest first. */
  withReference: readonly Comparison[];
  /** What the core found for this reference and alignment; null while it is not there. */
  comparison: Comparison | null;
}

function referenceOf(pinned: PaneContent | null): Reference | null {
  if (pinned?.what === 'run') return { runId: pinned.run.id };
  return pinned?.what === 'truth' ? { truthId: pinned.truth.id } : null;
}

function isSameReference(a: Reference, b: Reference): boolean {
  if ('runId' in a) return 'runId' in b && a.runId === b.runId;
  return 'truthId' in b && a.truthId === b.truthId;
}

function isSameAlignment(a: Alignment, b: Alignment): boolean {
  return a.method === b.method && a.space === b.space && a.fit === b.fit;
}

export const comparisonStore = derivedStore(
  [photoStore, useProject, useComparing],
  () => {
    const ofPhoto = photoStore.getState();
    const photoId = ofPhoto.photo?.id;
    const { pinned, alignments } = useComparing.getState();
    return {
      ofPhoto,
      pinnedId: photoId && pinned[photoId],
      alignment: (photoId && alignments[photoId]) || DEFAULT_ALIGNMENT,
      comparisons: useProject.getState().snapshot?.comparisons,
    };
  },
  ({ ofPhoto, pinnedId, alignment, comparisons = [] }): CurrentComparison => {
    const { photo, allRuns, truths } = ofPhoto;
    const pinned = pinnedId ? contentOf(pinnedId, allRuns, truths) : null;
    const reference = referenceOf(pinned);
    const withReference = reference
      ? comparisons
          .filter((row) => row.photoId === photo?.id && isSameReference(row.reference, reference))
          .sort((a, b) => b.createdAt.localeCompare(a.createdAt))
      : [];
    const comparison = withReference.find((row) => isSameAlignment(row.alignment, alignment)) ?? null;
    return { pinned, reference, alignment, withReference, comparison };
  },
);

/** The comparison on the stage, for code outside React. */
export function currentComparison(): CurrentComparison {
  return comparisonStore.getState();
}

/** The comparison on the stage, for components. */
export function useCurrentComparison(): CurrentComparison {
  return useStore(comparisonStore);
}

export function subjectOf(comparison: Comparison | null, runId: string | undefined): Subject | null {
  return comparison?.subjects.find((subject) => subject.runId === runId) ?? null;
}
