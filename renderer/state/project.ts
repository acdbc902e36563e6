import type {
  ChangedRow,
  Changes,
  Progress,
  ProjectEvent,
  ProjectState,
  QueueFacts,
  Snapshot,
} from '../../contract/calls/snapshot.ts';
import { LIBRARY_WORK } from '../../contract/library.ts';
import { PROJECT_CHECK } from '../../contract/project-check.ts';
import type { Run } from '../../contract/run.ts';
import type { Connection } from '../server/events.ts';
import { createStore } from './create-store.ts';

interface ProjectStore {
  /** What the core last said; null until it has spoken. Of the rows there are those of the photos in `shown`, and no others. */
  snapshot: Snapshot | null;
  /** Photos whose rows are here, the one that was asked for last first. */
  shown: readonly string[];
  /** How many runs of a photo are older than those that are here, where there are any. */
  older: Readonly<Record<string, number>>;
  queue: QueueFacts;
  /** Of the whole project. */
  photoCount: number;
  exportCount: number;
  /** Up to which change of which opening of a project all this is. */
  feed: string;
  sequence: number;
  /** By the id of the run or export. */
  progress: Record<string, Progress>;
  connection: Connection;
}

const EMPTY_QUEUE: QueueFacts = { running: [], waiting: 0, waitingSeconds: 0, exporting: [] };

export const useProject = createStore<ProjectStore>(() => ({
  snapshot: null,
  shown: [],
  older: {},
  queue: EMPTY_QUEUE,
  photoCount: 0,
  exportCount: 0,
  feed: '',
  sequence: 0,
  progress: {},
  connection: 'connecting',
}));

type Rows = Pick<Snapshot, 'photos' | 'runs' | 'truths' | 'comparisons' | 'exports'>;

const NO_ROWS: Rows = { photos: [], runs: [], truths: [], comparisons: [], exports: [] };
/** So many photos keep their rows: going back to one takes no time. */
const MOST_SHOWN = 4;

export function takeEvent(event: ProjectEvent): void {
  if (event.event === 'changes') takeChanges(event);
  else
    useProject.setState(({ progress }) => ({
      progress: { ...progress, [event.progress.id]: event.progress },
    }));
}

/** Keeps what has changed, and of the progress only what still works. All at once: who listens is told of it one time. */
export function takeChanges({ feed, sequence, rows, state, installation }: Changes): void {
  useProject.setState((before) => {
    if (!before.snapshot && !(state && installation)) return { feed, sequence };
    const store = state ? { ...before, ...withState(before, state) } : before;
    const known = installation ? { ...store.snapshot, ...installation } : store.snapshot;
    const snapshot = withChanges(known as Snapshot, store.shown, rows);
    const now = { ...store, snapshot, feed, sequence };
    return state || installation ? { ...now, progress: progressOfWork(now) } : now;
  });
}

/** Keeps what is known of a project beside its rows; those of another one go. */
export function takeState(state: ProjectState): void {
  useProject.setState((store) => withState(store, state));
}

function withState(
  { snapshot, shown }: Pick<ProjectStore, 'snapshot' | 'shown'>,
  { photoCount, exportCount, queue, ...about }: ProjectState,
): Pick<ProjectStore, 'snapshot' | 'shown' | 'photoCount' | 'exportCount' | 'queue'> {
  const isOther = snapshot?.project.folder !== about.project.folder;
  return {
    snapshot: { ...snapshot, ...(isOther ? NO_ROWS : {}), ...about } as Snapshot,
    shown: isOther ? [] : shown,
    photoCount,
    exportCount,
    queue,
  };
}

/** Puts the rows of a photo with the others; those of the photo that was asked for longest ago make room. */
export function takeRows(photoId: string, rows: Rows, older = 0): void {
  useProject.setState(({ snapshot, shown, older: before }) => {
    if (!snapshot) return {};
    const others = shown.filter((id) => id !== photoId);
    const kept = rows.photos.length === 0 ? others : [photoId, ...others].slice(0, MOST_SHOWN);
    const stays = new Set(kept.filter((id) => id !== photoId));
    const runIds = new Set(snapshot.runs.flatMap(({ id, photoId: of }) => (stays.has(of) ? id : [])));
    return {
      shown: kept,
      older: olderOf({ ...before, [photoId]: older }, kept),
      snapshot: {
        ...snapshot,
        photos: [...rows.photos, ...snapshot.photos.filter(({ id }) => stays.has(id))],
        runs: [...rows.runs, ...snapshot.runs.filter((row) => stays.has(row.photoId))],
        truths: [...rows.truths, ...snapshot.truths.filter((row) => stays.has(row.photoId))],
        comparisons: [...rows.comparisons, ...snapshot.comparisons.filter((row) => stays.has(row.photoId))],
        exports: [...rows.exports, ...snapshot.exports.filter(({ runId }) => runIds.has(runId))],
      },
    };
  });
}

/** Keeps the counts of photos that are shown. */
function olderOf(older: ProjectStore['older'], shown: readonly string[]): ProjectStore['older'] {
  return Object.fromEntries(Object.entries(older).filter(([id, count]) => count > 0 && shown.includes(id)));
}

/** Puts runs before those of a photo that are here, with their exports. */
export function takeOlderRuns(photoId: string, rows: Pick<Rows, 'runs' | 'exports'>, older: number): void {
  useProject.setState(({ snapshot, shown, older: before }) => {
    if (!snapshot || !shown.includes(photoId)) return {};
    const runIds = new Set(snapshot.runs.map(({ id }) => id));
    const exportIds = new Set(snapshot.exports.map(({ id }) => id));
    return {
      older: olderOf({ ...before, [photoId]: older }, shown),
      snapshot: {
        ...snapshot,
        runs: [...rows.runs.filter(({ id }) => !runIds.has(id)), ...snapshot.runs],
        exports: [...rows.exports.filter(({ id }) => !exportIds.has(id)), ...snapshot.exports],
      },
    };
  });
}

/** Brings a photo whose rows are here to the front; false where they are not. */
export function bringToFront(photoId: string): boolean {
  const { shown, snapshot } = useProject.getState();
  if (!snapshot?.photos.some(({ id }) => id === photoId)) return false;
  if (shown[0] === photoId && snapshot.photos[0].id === photoId) return true;
  const photos = snapshot.photos.toSorted((a, b) => Number(b.id === photoId) - Number(a.id === photoId));
  useProject.setState({
    shown: [photoId, ...shown.filter((id) => id !== photoId)],
    snapshot: { ...snapshot, photos },
  });
  return true;
}

/** Rows with what has changed of them; a list in which nothing has is the same list. */
export function withChanges<R extends Rows>(
  rows: R,
  photoIds: readonly string[],
  changes: readonly ChangedRow[],
): R {
  const changed: Record<string, { id: string }[]> = {};
  for (const { table, id, photoId, row } of changes) {
    const before: readonly { id: string }[] = changed[table] ?? rows[table];
    const at = before.findIndex((each) => each.id === id);
    const isHere = photoIds.includes(table === 'photos' ? id : (photoId ?? ''));
    if (row && isHere) changed[table] = at < 0 ? [...before, row] : before.with(at, row);
    else if (at >= 0) changed[table] = before.toSpliced(at, 1);
  }
  return Object.keys(changed).length === 0 ? rows : { ...rows, ...changed };
}

/** The progress of what still works; the same object where nothing has ended. */
function progressOfWork({
  snapshot,
  queue,
  progress,
}: Pick<ProjectStore, 'snapshot' | 'queue' | 'progress'>): ProjectStore['progress'] {
  const working = new Set([...queue.running, ...queue.exporting].map(({ id }) => id));
  for (const run of snapshot?.runs ?? []) if (isWorking(run)) working.add(run.id);
  for (const made of snapshot?.exports ?? []) if (made.state === 'running') working.add(made.id);
  for (const { id } of snapshot?.downloads ?? []) working.add(id);
  if (snapshot?.modelsFolder.work) working.add(LIBRARY_WORK);
  if (queue.isChecking) working.add(PROJECT_CHECK);
  const kept = Object.entries(progress).filter(([id]) => working.has(id));
  return kept.length === Object.keys(progress).length ? progress : Object.fromEntries(kept);
}

/** Puts a whole project in the page: for tests. */
export function takeSnapshot(snapshot: Snapshot): void {
  const inState = (state: Run['state']) => snapshot.runs.flatMap((run) => (run.state === state ? run : []));
  useProject.setState({
    snapshot,
    shown: snapshot.photos.map(({ id }) => id),
    photoCount: snapshot.photos.length,
    exportCount: snapshot.exports.length,
    queue: {
      running: inState('running'),
      waiting: inState('queued').length,
      waitingSeconds: null,
      exporting: snapshot.exports.filter(({ state }) => state === 'running'),
    },
  });
  useProject.setState((store) => ({ progress: progressOfWork(store) }));
}

export function isWorking(run: Run): boolean {
  return run.state === 'queued' || run.state === 'running';
}
