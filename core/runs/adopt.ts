import type { Failure } from '../../contract/errors.ts';
import type { Context } from '../project/context.ts';
import type { Presence } from '../project/presence.ts';
import { finished } from './perform-run.ts';

const INTERRUPTED: Failure = {
  code: 'interrupted',
  message: 'Depthroom was closed or stopped while this was at work; do it again.',
};

/** Takes over what engines that are gone left behind: their queue goes on here, what they were at is noted as interrupted. */
export function adoptOrphans({ project, engineId, changed }: Context, presence: Presence): void {
  const { runs, exports } = project;
  const isOrphan = (row: { engineId: string }) =>
    row.engineId !== engineId && !presence.isAlive(row.engineId);
  const waiting = runs.where('state', 'queued').filter(isOrphan);
  const stopped = runs.where('state', 'running').filter(isOrphan);
  const unwritten = exports.all().filter((item) => item.state === 'running' && isOrphan(item));
  for (const run of waiting) runs.update({ ...run, engineId });
  for (const run of stopped) runs.update(finished(run, 'failed', INTERRUPTED));
  for (const item of unwritten) exports.update({ ...item, state: 'failed', error: INTERRUPTED });
  if (waiting.length + stopped.length + unwritten.length > 0) changed();
}
