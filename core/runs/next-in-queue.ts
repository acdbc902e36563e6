import type { Run } from '../../contract/run.ts';
import type { Project } from '../project/project.ts';

/** The run of an engine whose turn it is, and before it the one that it refines; null where none waits. Rows that cannot be read are passed over. */
export function nextInQueue(
  { database, runs }: Pick<Project, 'database' | 'runs'>,
  engineId: string,
): Run | null {
  const idAt = database
    .prepare<[string, number], string>(
      "SELECT id FROM runs WHERE state = 'queued' AND engine_id = ? ORDER BY place LIMIT 1 OFFSET ?",
    )
    .pluck();
  for (let k = 0; ; k++) {
    const id = idAt.get(engineId, k);
    if (id === undefined) return null;
    const run = runs.find(id);
    if (!run) continue;
    const prior = run.priorRunId === null ? null : runs.find(run.priorRunId);
    return prior?.state === 'queued' && prior.engineId === engineId ? prior : run;
  }
}
