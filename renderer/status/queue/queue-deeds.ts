import type { CallInput } from '../../../contract/calls/api.ts';
import { text } from '../../language/text.ts';
import { call } from '../../server/call.ts';
import { unlessGone } from '../../server/unless-gone.ts';
import { attempt, tell } from '../../state/notices.ts';
import { type QueueRow, refreshQueueList } from '../../state/rows/queue-list.ts';
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

function offerToPutBack(runIds: string[], sentence: string): void {
  tell('done', sentence, {
    label: text('status.undo'),
    run: () => void inTurn(() => putBack({ runIds, keepsPlaces: true })),
  });
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
  void inTurn(() =>
    removeFromProject({
      what: nameOf(row),
      along: '',
      remove: () => call('removeRuns', { runIds: [row.id] }),
    }),
  );
}

export function removeAllFailed(): void {
  void inTurn(async () => {
    const { runIds } = await call('listFailedRuns', {});
    if (runIds.length === 0) return;
    await removeFromProject({
      what: text('status.runsThatFailed', { count: runIds.length }),
      along: '',
      remove: () => call('removeRuns', { runIds }),
    });
  });
}
