import type { CallOutput, ParsedInput } from '../../../contract/calls/api.ts';
import type { QUEUE_CALLS } from '../../../contract/calls/queue-calls.ts';
import { queueIds, queueRows } from '../../project/pages/queue-rows.ts';
import { moveRun, pauseQueue, requeueRuns } from '../../runs/arrange-queue.ts';
import { cancelQueue } from '../../runs/queue.ts';
import type { RunContext } from '../../runs/run-context.ts';

type QueueVerbs = {
  readonly [Name in keyof typeof QUEUE_CALLS]: (
    context: RunContext,
    input: ParsedInput<Name>,
  ) => Promise<CallOutput<Name>> | CallOutput<Name>;
};

/** What a person does with what waits. */
export const QUEUE_VERBS: QueueVerbs = {
  listQueue: ({ project, engineId }, { part, from, count }) => ({
    engineId,
    ...queueRows(project, part, { from, count }),
  }),
  listFailedRuns: ({ project }) => ({ runIds: queueIds(project, 'failed', { from: 0, count: -1 }) }),
  pauseQueue: async (context, { isPaused }) => {
    await pauseQueue(context, isPaused);
    return {};
  },
  moveRun: async (context, { runId, to }) => ({ isMoved: await moveRun(context, runId, to) }),
  cancelQueue: (context, { isWorkLeft }) => cancelQueue(context, isWorkLeft),
  requeueRuns: async (context, { runIds, keepsPlaces }) => ({
    requeued: await requeueRuns(
      context,
      runIds ?? queueIds(context.project, 'failed', { from: 0, count: -1 }),
      keepsPlaces,
    ),
  }),
};
