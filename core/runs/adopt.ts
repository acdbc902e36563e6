import type { Failure } from '../../contract/errors.ts';
import type { Context } from '../project/context.ts';
import type { Presence } from '../project/presence.ts';
import { finished } from './perform-run.ts';

const INTERRUPTED: Failure = {
  code: 'interrupted',
  message: 'Depthroom was closed or stopped while this was at work; do it again.',
};

/**
 * Takes over what engines that are gone left behind: their queue goes on here, what they were at is noted as interrupted. Answers with
 * whether there was anything.
 */
export async function adoptOrphans(
  { project, engineId, changed }: Pick<Context, 'project' | 'engineId' | 'changed'>,
  presence: Presence,
): Promise<boolean> {
  const { runs, exports, database } = project;
  const enginesOf = database
    .prepare<[string], string>('SELECT DISTINCT engine_id FROM runs WHERE state = ?')
    .pluck();
  const find = () => {
    const alive = new Map([[engineId, true]]);
    const isGone = (id: string) => {
      const known = alive.get(id) ?? presence.isAlive(id);
      alive.set(id, known);
      return !known;
    };
    const left = (state: string) =>
      enginesOf
        .all(state)
        .filter(isGone)
        .flatMap((id) => runs.matching({ state, engine_id: id }));
    return {
      waiting: left('queued'),
      stopped: left('running'),
      unwritten: exports.where('state', 'running').filter((row) => isGone(row.engineId)),
    };
  };
  const isEmpty = (found: ReturnType<typeof find>) =>
    found.waiting.length + found.stopped.length + found.unwritten.length === 0;
  // Looked at without a lock first: mostly there is nothing, and others may be writing.
  if (isEmpty(find())) return false;
  const wasEmpty = await project.write(() => {
    // Found again: another engine may have taken them meanwhile.
    const found = find();
    for (const run of found.waiting) runs.update({ ...run, engineId });
    for (const run of found.stopped) runs.update(finished(run, 'failed', INTERRUPTED));
    for (const item of found.unwritten) exports.update({ ...item, state: 'failed', error: INTERRUPTED });
    return isEmpty(found);
  });
  if (!wasEmpty) changed();
  return !wasEmpty;
}
