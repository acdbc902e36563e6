import { create } from 'zustand';
import type { Snapshot } from '../../contract/calls/snapshot.ts';
import type { Truth } from '../../contract/compare/truth.ts';
import type { Photo } from '../../contract/photo.ts';
import type { Run } from '../../contract/run.ts';
import { MOST_PANES, movedBy, type PaneContent, panesOnStage, runOfPane } from './panes.ts';
import { useProject } from './project.ts';

interface SelectionState {
  /** The photo on the stage. */
  photoId: string | null;
  /** Photos that are marked in the library; commands for several photos mean these. */
  marked: readonly string[];
  /** Ids of the panes that a person put on the stage, by photo. */
  panes: Readonly<Record<string, readonly string[]>>;
  /** The pane whose range and numbers the bars below show. */
  activePane: number;
}

export const useSelection = create<SelectionState>(() => ({
  photoId: null,
  marked: [],
  panes: {},
  activePane: 0,
}));

export function showPhoto(photoId: string): void {
  useSelection.setState({ photoId, marked: [photoId], activePane: 0 });
}

/** Puts panes on the stage, by their ids; the id of a run is that of its pane. */
export function showRuns(photoId: string, paneIds: readonly string[]): void {
  useSelection.setState(({ panes }) => ({
    panes: { ...panes, [photoId]: [...new Set(paneIds)].slice(0, MOST_PANES) },
    activePane: 0,
  }));
}

/** Puts a pane beside the others on the stage, or takes it away; the last one stays. */
export function togglePane(photoId: string, paneId: string): void {
  const { panes } = onStage();
  const ids = panes.map(({ id }) => id);
  if (!ids.includes(paneId)) addPanes(photoId, [paneId]);
  else if (ids.length > 1)
    showRuns(
      photoId,
      ids.filter((id) => id !== paneId),
    );
}

/** Puts panes beside those that are there; the oldest give way where there is no room. */
export function addPanes(photoId: string, paneIds: readonly string[]): void {
  const others = onStage().panes.flatMap(({ id }) => (paneIds.includes(id) ? [] : id));
  const room = Math.max(0, MOST_PANES - paneIds.length);
  showRuns(photoId, [...others.slice(Math.max(0, others.length - room)), ...paneIds]);
}

/** Moves a pane by so many places; it stays the active one. */
export function movePane(photoId: string, index: number, by: number): void {
  const ids = movedBy(
    onStage().panes.map(({ id }) => id),
    index,
    by,
  );
  useSelection.setState(({ panes }) => ({
    panes: { ...panes, [photoId]: ids },
    activePane: Math.min(ids.length - 1, Math.max(0, index + by)),
  }));
}

export function photoOnStage(snapshot: Snapshot | null, photoId: string | null): Photo | null {
  return snapshot?.photos.find((photo) => photo.id === photoId) ?? snapshot?.photos[0] ?? null;
}

/** Runs of a photo, newest first. */
export function runsOf(snapshot: Snapshot | null, photoId: string | undefined): Run[] {
  const runs = snapshot?.runs.filter((run) => run.photoId === photoId) ?? [];
  return runs.sort((a, b) => b.queuedAt.localeCompare(a.queuedAt));
}

/** Ground truth of a photo, newest first. */
export function truthsOf(snapshot: Snapshot | null, photoId: string | undefined): Truth[] {
  const truths = snapshot?.truths.filter((truth) => truth.photoId === photoId) ?? [];
  return truths.sort((a, b) => b.addedAt.localeCompare(a.addedAt));
}

export interface OnStage {
  photo: Photo | null;
  /** Every run of the photo, newest first. */
  allRuns: Run[];
  truths: Truth[];
  panes: PaneContent[];
  /** Runs that have a pane of their own. */
  runs: Run[];
  activePane: PaneContent | null;
  /** The run of the active pane, else the first that has a pane. */
  activeRun: Run | null;
}

/** What a snapshot and a selection put on the stage. */
export function stageOf(
  snapshot: Snapshot | null,
  selection: Pick<SelectionState, 'photoId' | 'panes' | 'activePane'>,
): OnStage {
  const photo = photoOnStage(snapshot, selection.photoId);
  const allRuns = runsOf(snapshot, photo?.id);
  const truths = truthsOf(snapshot, photo?.id);
  const panes = panesOnStage(allRuns, truths, photo ? selection.panes[photo.id] : undefined);
  const runs = panes.flatMap((pane) => (pane.what === 'run' ? pane.run : []));
  const activePane = panes[Math.min(selection.activePane, panes.length - 1)] ?? null;
  const activeRun = runOfPane(activePane ?? undefined) ?? runs[0] ?? null;
  return { photo, allRuns, truths, panes, runs, activePane, activeRun };
}

/** What is on the stage now, for code outside React. */
export function onStage(): OnStage {
  return stageOf(useProject.getState().snapshot, useSelection.getState());
}

/** Photos that a command means: the marked ones, else the one on the stage. */
export function meantPhotoIds(): string[] {
  const { snapshot } = useProject.getState();
  const { photoId, marked } = useSelection.getState();
  const known = new Set(snapshot?.photos.map((photo) => photo.id));
  const kept = marked.filter((id) => known.has(id));
  if (kept.length > 0) return kept;
  const photo = photoOnStage(snapshot, photoId);
  return photo ? [photo.id] : [];
}
