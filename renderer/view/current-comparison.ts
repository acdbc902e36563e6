import type { Alignment, Comparison, Reference, Subject } from '../../contract/comparison.ts';
import type { Snapshot } from '../../contract/snapshot.ts';
import { alignmentOf, useComparing } from '../state/comparing.ts';
import { contentOf, type PaneContent } from '../state/panes.ts';
import { useProject } from '../state/project.ts';
import { runsOf, truthsOf } from '../state/selection.ts';

/** The pane that is pinned as the reference of a photo; null where there is none, or it is gone. */
export function pinnedOf(photoId: string | undefined): PaneContent | null {
  const id = photoId && useComparing.getState().pinned[photoId];
  if (!id) return null;
  const { snapshot } = useProject.getState();
  return contentOf(id, runsOf(snapshot, photoId), truthsOf(snapshot, photoId));
}

/** What the core measures against, for a pinned pane; null for the photo, which has no depth. */
export function referenceOf(pinned: PaneContent | null): Reference | null {
  if (pinned?.what === 'run') return { runId: pinned.run.id };
  return pinned?.what === 'truth' ? { truthId: pinned.truth.id } : null;
}

function keyOf(reference: Reference): string {
  return 'runId' in reference ? `run ${reference.runId}` : `truth ${reference.truthId}`;
}

function isSameAlignment(a: Alignment, b: Alignment): boolean {
  return a.method === b.method && a.space === b.space && a.fit === b.fit;
}

/** Comparisons of a photo with a reference, newest first. */
export function comparisonsWith(
  snapshot: Snapshot | null,
  photoId: string,
  reference: Reference,
): Comparison[] {
  return (snapshot?.comparisons ?? [])
    .filter((row) => row.photoId === photoId && keyOf(row.reference) === keyOf(reference))
    .sort((a, b) => b.createdAt.localeCompare(a.createdAt));
}

export interface Current {
  pinned: PaneContent | null;
  reference: Reference | null;
  alignment: Alignment;
  /** What the core found for this reference and alignment; null while it is not there. */
  comparison: Comparison | null;
}

/** The reference of a photo and what is known with it. */
export function currentOf(photoId: string): Current {
  const pinned = pinnedOf(photoId);
  const reference = referenceOf(pinned);
  const alignment = alignmentOf(photoId);
  const { snapshot } = useProject.getState();
  const comparison = reference
    ? comparisonsWith(snapshot, photoId, reference).find((row) => isSameAlignment(row.alignment, alignment))
    : null;
  return { pinned, reference, alignment, comparison: comparison ?? null };
}

export function subjectOf(comparison: Comparison | null, runId: string | undefined): Subject | null {
  return comparison?.subjects.find((subject) => subject.runId === runId) ?? null;
}
