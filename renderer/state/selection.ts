import type { Snapshot } from '../../contract/calls/snapshot.ts';
import type { Truth } from '../../contract/compare/truth.ts';
import type { Photo } from '../../contract/photo.ts';
import type { Run } from '../../contract/run.ts';
import { text } from '../language/text.ts';
import { createStore } from './create-store.ts';
import { derivedStore } from './derived-store.ts';
import { tell } from './notices.ts';
import { isRunPane, MOST_PANES, movedBy, type PaneContent, panesOnStage, runOfPane } from './panes.ts';
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
  /** The pane that was made the active one last and not by a pointer on it: it is scrolled to where it is not seen. */
  revealed: { id: string } | null;
}

export const useSelection = createStore<SelectionState>(() => ({
  photoId: null,
  marked: [],
  panes: {},
  activePane: 0,
  revealed: null,
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
  const ids = paneIdsOf(photoId);
  if (!ids.includes(paneId)) addPanes(photoId, [paneId]);
  else if (ids.length > 1)
    showRuns(
      photoId,
      ids.filter((id) => id !== paneId),
    );
}

/** Puts panes beside those that are there, which all stay: what finds no room is said, and left for the person to show. */
export function addPanes(photoId: string, paneIds: readonly string[]): void {
  const there = paneIdsOf(photoId);
  const fresh = paneIds.filter((id) => !there.includes(id));
  // The newest run is shown where nobody chose anything: among others that were started with it, it stands in their order.
  const all = there.every((id) => paneIds.includes(id)) ? paneIds : [...there, ...fresh];
  const shown = all.slice(0, MOST_PANES);
  keepPanes(photoId, shown);
  sayLeftOut([...there, ...fresh].filter((id) => !shown.includes(id)));
}

/** Only runs stand in the list of runs: a difference or a ground truth is to be asked for again. */
function sayLeftOut(paneIds: readonly string[]): void {
  const left = paneIds.filter(isRunPane).length;
  if (left > 0) tell('note', text('state.panesTaken', { most: MOST_PANES, left }));
  else if (paneIds.length > 0) tell('note', text('state.noPaneLeft', { most: MOST_PANES }));
}

/** Puts a pane where another one is, such as a run that is made again; where that is gone, beside the others. */
export function replacePane(photoId: string, oldId: string, newId: string): void {
  const ids = paneIdsOf(photoId);
  const changed = ids.filter((id) => id !== newId).map((id) => (id === oldId ? newId : id));
  if (ids.includes(oldId)) keepPanes(photoId, changed);
  else addPanes(photoId, [newId]);
}

/** Makes a pane the active one where it is on the stage; puts it there where it is not: in the place of a single one, else beside them. */
export function bringPane(photoId: string, paneId: string): void {
  const { panes } = onStage();
  const index = panes.findIndex(({ id }) => id === paneId);
  if (index >= 0) revealPane(index, paneId);
  else if (panes.length <= 1) showRuns(photoId, [paneId]);
  else showBeside(photoId, paneId);
}

/** Puts a pane beside the others and makes it the active one, where its photo is on the stage: it is what a person has just asked for. */
export function showBeside(photoId: string, paneId: string): void {
  addPanes(photoId, [paneId]);
  const at = useSelection.getState().panes[photoId]?.indexOf(paneId) ?? -1;
  if (at >= 0 && onStage().photo?.id === photoId) revealPane(at, paneId);
}

/** Makes a pane of the stage the active one and scrolls to it. */
export function revealPane(index: number, id: string): void {
  useSelection.setState({ activePane: index, revealed: { id } });
}

/** Ids of the panes that a photo has when it is on the stage, whichever photo is there now: work for one may end while another is looked at. */
function paneIdsOf(photoId: string): string[] {
  const { photo, panes } = onStage();
  if (photo?.id === photoId) return panes.map(({ id }) => id);
  const { snapshot, shown } = useProject.getState();
  const chosen = useSelection.getState().panes[photoId];
  // Its rows may have made room for those of others.
  if (chosen && !shown.includes(photoId)) return [...chosen];
  const runs = runsOf(snapshot?.runs ?? [], photoId);
  return panesOnStage(runs, truthsOf(snapshot?.truths ?? [], photoId), chosen).map(({ id }) => id);
}

/** The panes of a photo, while the active one stays the active one. */
function keepPanes(photoId: string, ids: readonly string[]): void {
  useSelection.setState(({ panes }) => ({ panes: { ...panes, [photoId]: ids } }));
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

function photoOnStage(snapshot: Snapshot | null, photoId: string | null): Photo | null {
  return snapshot?.photos.find((photo) => photo.id === photoId) ?? snapshot?.photos[0] ?? null;
}

/** Runs of a photo, newest first. */
function runsOf(runs: readonly Run[], photoId: string | undefined): Run[] {
  return runs.filter((run) => run.photoId === photoId).sort((a, b) => b.queuedAt.localeCompare(a.queuedAt));
}

/** Ground truth of a photo, newest first. */
function truthsOf(truths: readonly Truth[], photoId: string | undefined): Truth[] {
  return truths
    .filter((truth) => truth.photoId === photoId)
    .sort((a, b) => b.addedAt.localeCompare(a.addedAt));
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

/** The photo on the stage with its runs and ground truths, filtered and sorted once for each change of them. */
export const photoStore = derivedStore(
  [useProject, useSelection],
  () => {
    const { snapshot } = useProject.getState();
    const photo = photoOnStage(snapshot, useSelection.getState().photoId);
    return { photo, runs: snapshot?.runs, truths: snapshot?.truths };
  },
  ({ photo, runs = [], truths = [] }) => ({
    photo,
    allRuns: runsOf(runs, photo?.id),
    truths: truthsOf(truths, photo?.id),
  }),
);

/** What the project and the selection put on the stage. */
export const stageStore = derivedStore(
  [photoStore, useSelection],
  () => {
    const ofPhoto = photoStore.getState();
    const { panes, activePane } = useSelection.getState();
    return { ofPhoto, paneIds: ofPhoto.photo ? panes[ofPhoto.photo.id] : undefined, active: activePane };
  },
  ({ ofPhoto: { photo, allRuns, truths }, paneIds, active }): OnStage => {
    const panes = panesOnStage(allRuns, truths, paneIds);
    const runs = panes.flatMap((pane) => (pane.what === 'run' ? pane.run : []));
    const activePane = panes[Math.min(active, panes.length - 1)] ?? null;
    const activeRun = runOfPane(activePane ?? undefined) ?? runs[0] ?? null;
    return { photo, allRuns, truths, panes, runs, activePane, activeRun };
  },
);

/** What is on the stage now, for code outside React. */
export function onStage(): OnStage {
  return stageStore.getState();
}

/** Takes the marks of photos away that do not pass. */
export function keepMarks(isKept: (photoId: string) => boolean): void {
  const { marked } = useSelection.getState();
  const kept = marked.filter(isKept);
  if (kept.length < marked.length) useSelection.setState({ marked: kept });
}

/** Photos that a command means: the marked ones, else the one on the stage. Marks of photos that are gone are taken away as they go. */
export function meantPhotoIds(): string[] {
  const { snapshot } = useProject.getState();
  const { photoId, marked } = useSelection.getState();
  if (marked.length > 0) return [...marked];
  const photo = photoOnStage(snapshot, photoId);
  return photo ? [photo.id] : [];
}

/** Photos that models are run on: the one on the stage, or the marked ones where there are several. */
export function photoIdsToRun(): string[] {
  const meant = meantPhotoIds();
  const { photo } = onStage();
  return meant.length > 1 || !photo ? meant : [photo.id];
}
