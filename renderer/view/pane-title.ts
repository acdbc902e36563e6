import { text } from '../language/text.ts';
import type { DifferenceTint } from '../state/compare-look.ts';
import type { PaneContent } from '../state/panes.ts';
import { shortTitle } from './pack-text.ts';

export const DIFFERENCE_WORDS: Record<DifferenceTint, string> = {
  difference: text('view.difference'),
  ratio: text('view.ratio'),
  'relative-error': text('view.relativeError'),
  rank: text('view.rankDisagreement'),
};

/** What a pane is called. */
export function titleOf(content: PaneContent | null): string {
  if (!content || content.what === 'photo') return text('view.photo');
  if (content.what === 'truth') return text('view.groundTruth', { name: content.truth.name });
  if (content.what === 'difference')
    return text('view.againstReference', { title: shortTitle(content.run.packTitle) });
  return shortTitle(content.run.packTitle);
}
