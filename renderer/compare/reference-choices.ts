import type { Truth } from '../../contract/compare/truth.ts';
import { text } from '../language/text.ts';
import { type PaneContent, PHOTO_PANE, truthPane } from '../state/panes.ts';
import { titleOf } from '../view/pane-title.ts';

export interface ReferenceChoice {
  /** Id of its pane. */
  value: string;
  label: string;
}

/** What can be pinned as the reference: ground truths, finished runs on the stage, what is pinned already, the photo. */
export function referenceChoices(
  truths: readonly Truth[],
  panes: readonly PaneContent[],
  pinned: PaneContent | null,
): ReferenceChoice[] {
  const labels = new Map<string, string>();
  for (const truth of truths) labels.set(truthPane(truth.id), titleOf({ id: '', what: 'truth', truth }));
  for (const content of [...panes, ...(pinned ? [pinned] : [])])
    if (content.what === 'run' && content.run.state === 'done') labels.set(content.id, titleOf(content));
  labels.set(PHOTO_PANE, text('compare.photoToLookAt'));
  return [...labels].map(([value, label]) => ({ value, label }));
}
