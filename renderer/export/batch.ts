import type { Snapshot } from '../../contract/calls/snapshot.ts';
import { call } from '../server/call.ts';
import { shownFailure } from '../server/shown-failure.ts';
import { createStore } from '../state/create-store.ts';
import { useProject } from '../state/project.ts';
import type { Plan } from './request/plan.ts';
import { type Job, writeJob } from './request/write-export.ts';

export interface BatchState {
  state: 'none' | 'running' | 'over';
  total: number;
  done: number;
  /** The run that is written now. */
  job: Job | null;
  isStopped: boolean;
  /** Files that were not written, and why. */
  failures: readonly { name: string; sentence: string }[];
  /** Exports that are ready to be downloaded. */
  made: readonly { id: string; fileName: string }[];
  /** When it began, in milliseconds of the page's clock. */
  startedAt: number;
}

const NOTHING: BatchState = {
  state: 'none',
  total: 0,
  done: 0,
  job: null,
  isStopped: false,
  failures: [],
  made: [],
  startedAt: 0,
};

export const useBatch = createStore<BatchState>(() => NOTHING);

/** The latest finished run of each photo and pack, as the command line's --all takes them; of the given photos where some are given. */
export function latestRuns(snapshot: Pick<Snapshot, 'photos' | 'runs'>, photoIds?: readonly string[]): Job[] {
  const photos = new Map(snapshot.photos.map((photo) => [photo.id, photo]));
  const latest = new Map<string, Job>();
  for (const run of snapshot.runs) {
    const photo = photos.get(run.photoId);
    const isMeant = !photoIds || photoIds.includes(run.photoId);
    if (!photo || !isMeant || run.state !== 'done' || !run.result) continue;
    const key = `${run.photoId} ${run.packId}`;
    const known = latest.get(key);
    if (!known || (run.finishedAt ?? '') >= (known.run.finishedAt ?? '')) latest.set(key, { photo, run });
  }
  return [...latest.values()];
}

/** Writes one file after the other; a failure is kept, and the others go on. */
export async function startBatch(jobs: readonly Job[], plan: Plan): Promise<void> {
  if (useBatch.getState().state === 'running') return;
  useBatch.setState({ ...NOTHING, state: 'running', total: jobs.length, startedAt: performance.now() });
  for (const job of jobs) {
    if (useBatch.getState().isStopped) break;
    useBatch.setState({ job });
    try {
      const { id, fileName } = await writeJob(job, plan);
      useBatch.setState(({ made }) => ({ made: [...made, { id, fileName }] }));
    } catch (thrown) {
      const { code, message } = shownFailure(thrown);
      const name = `${job.photo.name}, ${job.run.packTitle}`;
      if (code !== 'cancelled')
        useBatch.setState(({ failures }) => ({ failures: [...failures, { name, sentence: message }] }));
    }
    useBatch.setState(({ done }) => ({ done: done + 1 }));
  }
  useBatch.setState({ state: 'over', job: null });
}

/** Stops what is written now and leaves out the rest; files that are done stay. */
export function stopBatch(): void {
  const { job } = useBatch.getState();
  useBatch.setState({ isStopped: true });
  const { snapshot } = useProject.getState();
  const working = snapshot?.exports.filter(
    ({ runId, state }) => runId === job?.run.id && state === 'running',
  );
  for (const { id } of working ?? []) void call('cancelExport', { exportId: id }).catch(() => undefined);
}

export function forgetBatch(): void {
  useBatch.setState(NOTHING);
}

/** Seconds until the last file is written, if all take as long as those before; null while that cannot be said. */
export function batchSecondsLeft(
  { total, done, startedAt }: Pick<BatchState, 'total' | 'done' | 'startedAt'>,
  fraction: number,
  now: number,
): number | null {
  const ready = done + fraction;
  if (ready < 0.2) return null;
  return ((now - startedAt) / 1000 / ready) * (total - ready);
}
