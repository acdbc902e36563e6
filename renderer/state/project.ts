import type { Progress, ProjectEvent, Snapshot } from '../../contract/calls/snapshot.ts';
import { LIBRARY_WORK } from '../../contract/library.ts';
import type { Run } from '../../contract/run.ts';
import { type Connection, followEvents } from '../server/events.ts';
import { createStore } from './create-store.ts';

interface ProjectState {
  /** What the core last said; null until it has spoken. */
  snapshot: Snapshot | null;
  /** By the id of the run or export. */
  progress: Record<string, Progress>;
  connection: Connection;
}

export const useProject = createStore<ProjectState>(() => ({
  snapshot: null,
  progress: {},
  connection: 'connecting',
}));

export function takeEvent(event: ProjectEvent): void {
  if (event.event === 'snapshot') takeSnapshot(event.snapshot);
  else
    useProject.setState(({ progress }) => ({
      progress: { ...progress, [event.progress.id]: event.progress },
    }));
}

/** Keeps a snapshot, and of the progress only what still works. */
export function takeSnapshot(snapshot: Snapshot): void {
  const working = new Set<string>();
  for (const run of snapshot.runs) if (isWorking(run)) working.add(run.id);
  for (const { id } of snapshot.downloads) working.add(id);
  if (snapshot.modelsFolder.work) working.add(LIBRARY_WORK);
  for (const made of snapshot.exports) if (made.state === 'running') working.add(made.id);
  useProject.setState(({ progress }) => ({
    snapshot,
    progress: Object.fromEntries(Object.entries(progress).filter(([id]) => working.has(id))),
  }));
}

export function isWorking(run: Run): boolean {
  return run.state === 'queued' || run.state === 'running';
}

export function followProject(signal: AbortSignal): Promise<void> {
  return followEvents(
    {
      onEvent: takeEvent,
      onConnection: (connection) => {
        if (useProject.getState().connection !== connection) useProject.setState({ connection });
      },
    },
    signal,
  );
}
