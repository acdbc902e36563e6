import { create } from 'zustand';
import type { Photo } from '../../contract/photo.ts';
import type { Run } from '../../contract/run.ts';
import type { Snapshot } from '../../contract/snapshot.ts';
import { useProject } from './project.ts';

/** As many panes as stay readable beside each other. */
export const MOST_PANES = 4;

interface SelectionState {
  /** The photo on the stage. */
  photoId: string | null;
  /** Photos that are marked in the library; commands for several photos mean these. */
  marked: readonly string[];
  /** Runs that a person put on the stage, by photo. */
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

export function showRuns(photoId: string, runIds: readonly string[]): void {
  useSelection.setState(({ panes }) => ({
    panes: { ...panes, [photoId]: runIds.slice(0, MOST_PANES) },
    activePane: 0,
  }));
}

/** Puts a run beside the others on the stage, or takes it away; the last one stays. */
export function toggleBeside(photoId: string, shown: readonly string[], runId: string): void {
  if (!shown.includes(runId)) showRuns(photoId, [...shown.slice(-(MOST_PANES - 1)), runId]);
  else if (shown.length > 1)
    showRuns(
      photoId,
      shown.filter((id) => id !== runId),
    );
}

export function photoOnStage(snapshot: Snapshot | null, photoId: string | null): Photo | null {
  return snapshot?.photos.find((photo) => photo.id === photoId) ?? snapshot?.photos[0] ?? null;
}

/** Runs of a photo, newest first. */
export function runsOf(snapshot: Snapshot | null, photoId: string | undefined): Run[] {
  const runs = snapshot?.runs.filter((run) => run.photoId === photoId) ?? [];
  return runs.sort((a, b) => b.queuedAt.localeCompare(a.queuedAt));
}

/** Runs on the stage: those that were put there, else the newest that is done, else the newest. */
export function runsOnStage(runs: readonly Run[], chosen: readonly string[] | undefined): Run[] {
  const kept = (chosen ?? []).flatMap((id) => runs.find((run) => run.id === id) ?? []);
  if (kept.length > 0) return kept;
  const newest = runs.find((run) => run.state === 'done') ?? runs[0];
  return newest ? [newest] : [];
}

/** What is on the stage now, for code outside React. */
export function onStage(): { photo: Photo | null; runs: Run[]; activeRun: Run | null } {
  const { snapshot } = useProject.getState();
  const { photoId, panes, activePane } = useSelection.getState();
  const photo = photoOnStage(snapshot, photoId);
  const runs = runsOnStage(runsOf(snapshot, photo?.id), photo ? panes[photo.id] : undefined);
  return { photo, runs, activeRun: runs[Math.min(activePane, runs.length - 1)] ?? null };
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
