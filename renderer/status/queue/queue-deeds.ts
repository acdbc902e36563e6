import type { CallInput } from '../../../contract/calls/api.ts';
import type { QueuePart } from '../../../contract/calls/queue-calls.ts';
import { text } from '../../language/text.ts';
import { call } from '../../server/call.ts';
import { unlessGone } from '../../server/unless-gone.ts';
import { attempt, dismiss, tell } from '../../state/notices.ts';
import type { MarkedRuns } from '../../state/rows/queue-ids.ts';
import { type QueueRow, refreshQueueList } from '../../state/rows/queue-list.ts';
import { takeBack } from '../../state/undo.ts';
import { removeFromProject } from '../../view/remove.ts';
import { nameOf } from './queue-words.ts';

/** What a person asked for last is done last: keys that are held ask for much. */
let turn: Promise<unknown> = Promise.resolve();

function inTurn(work: () => Promise<unknown>): Promise<void> {
  const done = turn.then(() =>
    attempt(async () => {
      await work();
      await refreshQueueList();
    }),
  );
  turn = done;
  return done.then(() => undefined);
}

export function pauseQueue(isPaused: boolean): void {
  void inTurn(() => call('pauseQueue', { isPaused }));
}

export function moveInQueue(runId: string, to: CallInput<'moveRun'>['to']): Promise<void> {
  return inTurn(() => call('moveRun', { runId, to }));
}

/** Cancels a run; one that waited can go back to its place. */
export function cancelInQueue(row: QueueRow): void {
  void inTurn(async () => {
    if ((await unlessGone(call('cancelRun', { runId: row.id }))) === null) return;
    const now = await unlessGone(call('runRows', { runId: row.id }));
    // It may have ended while it was asked for.
    if (now?.run.state === 'done' || now?.run.state === 'failed') {
      tell('note', text('status.throughBefore', { run: nameOf(row) }));
      return;
    }
    offerToPutBack([row.id], text('status.cancelled', { run: nameOf(row) }));
  });
}

/** Cancels all that waits; what is at work goes on. */
export function cancelWaiting(): void {
  void inTurn(async () => {
    const { runIds } = await call('cancelQueue', { isWorkLeft: true });
    if (runIds.length > 0) offerToPutBack(runIds, text('status.cancelledRuns', { count: runIds.length }));
  });
}

/** Cancels all that waits and what is at work here. */
export function cancelAll(): void {
  void inTurn(async () => {
    const { runIds } = await call('cancelQueue', {});
    if (runIds.length > 0) offerToPutBack(runIds, text('status.cancelledRuns', { count: runIds.length }));
  });
}

/** So many are cancelled at a time. */
const AT_ONCE = 8;

/** Cancels runs that are marked, those at work among them; what they were is put back as one. */
export function cancelMarked(runs: MarkedRuns): void {
  void inTurn(async () => {
    const idsOf = (wanted: QueuePart) => [...runs].flatMap(([id, part]) => (part === wanted ? id : []));
    // What waits first: in the place of what works the next one would begin.
    const runIds = [...idsOf('waiting'), ...idsOf('working')];
    const cancelled: string[] = [];
    for (let at = 0; at < runIds.length; at += AT_ONCE) {
      const some = runIds.slice(at, at + AT_ONCE);
      const areCancelled = await Promise.all(some.map(isCancelled));
      cancelled.push(...some.filter((_id, k) => areCancelled[k]));
    }
    if (cancelled.length > 0)
      offerToPutBack(cancelled, text('status.cancelledRuns', { count: cancelled.length }));
  });
}

/** Cancels a run; false where it is gone, or ended while it was asked for. */
async function isCancelled(runId: string): Promise<boolean> {
  if ((await unlessGone(call('cancelRun', { runId }))) === null) return false;
  const now = await unlessGone(call('runRows', { runId }));
  return now !== null && now.run.state !== 'done' && now.run.state !== 'failed';
}

/** Something that was done here and can be taken back; `isOver` once it was, here or elsewhere. */
interface Done {
  isOver(): boolean;
  undo(): void;
}

/** What was done since the queue was opened, the last one last. */
let done: Done[] = [];

/** What was done before is taken back by its notice, or out of the trash. */
export function forgetQueueDeeds(): void {
  done = [];
}

/** Takes back what was cancelled or removed last; says so where there is nothing. Waits for what was asked for before. */
export function undoInQueue(): void {
  void inTurn(async () => {
    const last = done.findLast((each) => !each.isOver());
    done = done.filter((each) => each !== last && !each.isOver());
    if (!last) tell('note', text('status.nothingToUndo'));
    last?.undo();
  });
}

function offerToPutBack(runIds: string[], sentence: string): void {
  let isOver = false;
  const undo = () => {
    if (isOver) return;
    isOver = true;
    dismiss(notice);
    void inTurn(() => putBack({ runIds, keepsPlaces: true }));
  };
  const notice = tell('done', sentence, { label: text('status.undo'), run: undo });
  done.push({ isOver: () => isOver, undo });
}

/** Removes runs, as a step that can be taken back here too. */
async function removeRuns(what: string, runIds: string[]): Promise<void> {
  const deed = await removeFromProject({ what, along: '', remove: () => call('removeRuns', { runIds }) });
  if (deed.trashId() === null) return;
  done.push({ isOver: () => deed.trashId() === null, undo: () => takeBack(deed) });
}

/** Puts runs back into the queue; says so where none was, as of a photo that was removed meanwhile. */
async function putBack(asked: CallInput<'requeueRuns'>): Promise<number> {
  const { requeued } = await call('requeueRuns', asked);
  if (requeued === 0) tell('note', text('status.nothingToPutBack'));
  return requeued;
}

/** Puts what failed at the end of the queue. */
export function tryAgain(row: QueueRow): void {
  void inTurn(() => putBack({ runIds: [row.id] }));
}

export function tryAllAgain(): void {
  void inTurn(async () => {
    const requeued = await putBack({ runIds: null });
    if (requeued > 0) tell('done', text('status.waitOnceMore', { count: requeued }));
  });
}

/** Takes what failed out of the project, into the trash. */
export function removeFailed(row: QueueRow): void {
  void inTurn(() => removeRuns(nameOf(row), [row.id]));
}

export function removeAllFailed(): void {
  void inTurn(async () => {
    const { runIds } = await call('listFailedRuns', {});
    if (runIds.length === 0) return;
    await removeRuns(text('status.runsThatFailed', { count: runIds.length }), runIds);
  });
}

/** Removes those of the marked runs that failed. */
export function removeMarked(runs: MarkedRuns): void {
  const runIds = failedOf(runs);
  if (runIds.length > 0)
    void inTurn(() => removeRuns(text('status.runsThatFailed', { count: runIds.length }), runIds));
}

/** Puts those of the marked runs that failed at the end of the queue. */
export function tryMarkedAgain(runs: MarkedRuns): void {
  const runIds = failedOf(runs);
  void inTurn(async () => {
    const requeued = await putBack({ runIds });
    if (requeued > 0) tell('done', text('status.waitOnceMore', { count: requeued }));
  });
}

function failedOf(runs: MarkedRuns): string[] {
  return [...runs].flatMap(([id, part]) => (part === 'failed' ? id : []));
}
