import type { CallOutput } from '../../contract/calls/api.ts';
import { text } from '../language/text.ts';
import { call } from '../server/call.ts';
import { shownFailure } from '../server/shown-failure.ts';
import { createStore } from '../state/create-store.ts';
import { attempt } from '../state/notices.ts';
import { useProject } from '../state/project.ts';
import { titleText } from '../view/pack-text.ts';
import { askTarget, downloadMade, saveTo, type Target } from './request/export-place.ts';
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
  /** Files that are written. */
  made: readonly { id: string; fileName: string }[];
  /** Where they go. */
  target: Target;
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
  target: 'downloads',
  startedAt: 0,
};

export const useBatch = createStore<BatchState>(() => NOTHING);

/** A run that is looked up when its turn comes. */
export type ToLookUp = CallOutput<'latestRuns'>['runs'][number];

/**
 * Writes one file after the other; a failure is kept, and the others go on. In the window each goes into the folder that was asked for once,
 * in a browser all are one download at the end.
 */
export async function startBatch(jobs: readonly (Job | ToLookUp)[], plan: Plan): Promise<void> {
  await attempt(async () => {
    if (useBatch.getState().state === 'running') return;
    useBatch.setState({ ...NOTHING, state: 'running', total: jobs.length, startedAt: performance.now() });
    let target: Target | null = null;
    try {
      target = await askTarget(null);
    } finally {
      if (target === null) forgetBatch();
    }
    if (target !== null) await writeAll(jobs, plan, target);
  });
}

async function writeAll(jobs: readonly (Job | ToLookUp)[], plan: Plan, target: Target): Promise<void> {
  useBatch.setState({ target, startedAt: performance.now() });
  for (const given of jobs) {
    if (useBatch.getState().isStopped) break;
    await writeOne(given, plan, target);
    useBatch.setState(({ done }) => ({ done: done + 1 }));
  }
  useBatch.setState({ state: 'over', job: null });
  const { made } = useBatch.getState();
  if (target === 'downloads' && made.length > 0) await downloadMade(made);
}

async function writeOne(given: Job | ToLookUp, plan: Plan, target: Target): Promise<void> {
  let job: Job | null = null;
  try {
    job = 'run' in given ? given : await call('runRows', { runId: given.id });
    useBatch.setState({ job });
    const { id, fileName } = await writeJob(job, plan);
    const name = target === 'downloads' ? fileName : await saveTo(target, id);
    useBatch.setState(({ made }) => ({ made: [...made, { id, fileName: name }] }));
  } catch (thrown) {
    const { code, message } = shownFailure(thrown);
    const name = job ? `${job.photo.name}, ${titleText(job.run.packTitle)}` : text('exports.aRun');
    if (code !== 'cancelled')
      useBatch.setState(({ failures }) => ({ failures: [...failures, { name, sentence: message }] }));
  }
}

/** Stops what is written now and leaves out the rest; files that are done stay. */
export function stopBatch(): void {
  const { job } = useBatch.getState();
  useBatch.setState({ isStopped: true });
  const working = useProject.getState().queue.exporting.filter(({ runId }) => runId === job?.run.id);
  for (const { id } of working) void call('cancelExport', { exportId: id }).catch(() => undefined);
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
