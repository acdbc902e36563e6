import type { QueueFacts } from '../../../contract/calls/snapshot.ts';
import type { Project } from '../project.ts';
import { isQueuePaused } from '../queue/order.ts';
import { packSeconds, secondsOf } from './pack-seconds.ts';

/** What waits and what works in a project, of every engine. */
export function queueFacts(project: Project): QueueFacts {
  const { database, runs, exports, checked } = project;
  const waiting = database
    .prepare<[], { packId: string; count: number }>(
      "SELECT pack_id AS packId, count(*) AS count FROM runs WHERE state = 'queued' GROUP BY pack_id",
    )
    .all();
  const failed = database.prepare<[], number>("SELECT count(*) FROM runs WHERE state = 'failed'").pluck();
  return {
    running: runs.where('state', 'running').map(({ id, packTitle }) => ({ id, packTitle })),
    waiting: waiting.reduce((sum, { count }) => sum + count, 0),
    waitingSeconds: secondsOf(waiting, packSeconds(project)),
    failed: failed.get() ?? 0,
    exporting: exports.where('state', 'running').map(({ id, runId }) => ({ id, runId })),
    ...(isQueuePaused(database) && { isPaused: true }),
    ...(!checked.structure && { isChecking: true }),
  };
}
