import type { QueueFacts } from '../../../contract/calls/snapshot.ts';
import type { Project } from '../project.ts';

/** What waits and what works in a project, of every engine. */
export function queueFacts({ database, runs, exports, checked }: Project): QueueFacts {
  const waiting = database
    .prepare<[], { packId: string; count: number }>(
      "SELECT pack_id AS packId, count(*) AS count FROM runs WHERE state = 'queued' GROUP BY pack_id",
    )
    .all();
  const last = database
    .prepare<[string], string>(
      "SELECT id FROM runs WHERE state = 'done' AND pack_id = ? ORDER BY finished_at DESC LIMIT 1",
    )
    .pluck();
  let waitingSeconds: number | null = 0;
  for (const { packId, count } of waiting) {
    const found = last.get(packId);
    const run = found === undefined ? null : runs.find(found);
    const seconds =
      run?.startedAt && run.finishedAt
        ? Math.max(0, Date.parse(run.finishedAt) - Date.parse(run.startedAt)) / 1000
        : null;
    waitingSeconds = waitingSeconds === null || seconds === null ? null : waitingSeconds + count * seconds;
  }
  return {
    running: runs.where('state', 'running').map(({ id, packTitle }) => ({ id, packTitle })),
    waiting: waiting.reduce((sum, { count }) => sum + count, 0),
    waitingSeconds,
    exporting: exports.where('state', 'running').map(({ id, runId }) => ({ id, runId })),
    ...(!checked.structure && { isChecking: true }),
  };
}
