import type { Comparison } from '../../contract/compare/comparison.ts';
import { text } from '../language/text.ts';
import { call } from '../server/call.ts';
import { pin } from '../state/comparing.ts';
import { titleText } from '../view/pack-text.ts';
import { removeFromProject } from '../view/remove.ts';

/** Removes a comparison, and takes the pin out: with it the stage would be compared once more. */
export async function removeComparison({
  id,
  photoId,
  referenceTitle,
}: Pick<Comparison, 'id' | 'photoId' | 'referenceTitle'>): Promise<void> {
  pin(photoId, null);
  await removeFromProject({
    what: text('compare.theComparison', { title: titleText(referenceTitle) }),
    along: '',
    remove: () => call('removeComparison', { comparisonId: id }),
  });
}
