import type { DifferenceTint } from '../state/compare-look.ts';
import type { PaneContent } from '../state/panes.ts';
import { shortTitle } from './pack-text.ts';

export const DIFFERENCE_WORDS: Record<DifferenceTint, string> = {
  difference: 'Difference',
  ratio: 'Ratio',
  'relative-error': 'Relative error',
  rank: 'Rank disagreement',
};

/** What a pane is called. */
export function titleOf(content: PaneContent | null): string {
  if (!content || content.what === 'photo') return 'Photo';
  if (content.what === 'truth') return `Ground truth ${content.truth.name}`;
  if (content.what === 'difference') return `${shortTitle(content.run.packTitle)} against the reference`;
  return shortTitle(content.run.packTitle);
}
