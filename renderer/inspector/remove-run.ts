import type { Run } from '../../contract/run.ts';
import { call } from '../server/call.ts';
import { useProject } from '../state/project.ts';
import { shortTitle } from '../view/pack-text.ts';
import { belongings, removeFromProject } from '../view/remove.ts';

/** Removes a run with its exports. */
export function removeRun({ id, packTitle }: Pick<Run, 'id' | 'packTitle'>): void {
  const exports = useProject.getState().snapshot?.exports.filter(({ runId }) => runId === id) ?? [];
  void removeFromProject({
    what: shortTitle(packTitle),
    along: belongings({ export: exports.length }),
    remove: () => call('removeRuns', { runIds: [id] }),
  });
}
