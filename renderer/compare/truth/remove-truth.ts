import type { Truth } from '../../../contract/compare/truth.ts';
import { call } from '../../server/call.ts';
import { useProject } from '../../state/project.ts';
import { belongings, removeFromProject } from '../../view/remove.ts';

/** Removes ground truth with the comparisons to it. */
export function removeTruth({ id, name }: Pick<Truth, 'id' | 'name'>): void {
  const comparisons = (useProject.getState().snapshot?.comparisons ?? []).filter(
    ({ reference }) => 'truthId' in reference && reference.truthId === id,
  );
  void removeFromProject({
    what: name,
    along: belongings({ comparison: comparisons.length }),
    remove: () => call('removeTruth', { truthId: id }),
  });
}
