import type { Truth } from '../../../contract/compare/truth.ts';
import { compareLook } from '../../state/compare-look.ts';
import { pin } from '../../state/comparing.ts';
import { look, useLook } from '../../state/look.ts';
import { differencePane, MOST_PANES, truthPane } from '../../state/panes.ts';
import { addPanes, onStage } from '../../state/selection.ts';

/** Ground truth becomes the reference, with a pane of its own and, where there is room, one for the error of the active run, which nobody asked for. */
export function showTruth(truth: Truth): void {
  const { activeRun, panes } = onStage();
  const isOnStage = panes.some(({ id }) => id === truthPane(truth.id));
  const fresh = isOnStage ? [] : [truthPane(truth.id)];
  const hasRoom = panes.length + fresh.length < MOST_PANES;
  addPanes(truth.photoId, [...fresh, ...(activeRun && hasRoom ? [differencePane(activeRun.id)] : [])]);
  pin(truth.photoId, truthPane(truth.id));
  compareLook({ measure: 'difference' });
  if (useLook.getState().mode === 'photo') look({ mode: 'depth' });
}
