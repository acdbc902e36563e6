import type { PackListing } from '../../contract/pack.ts';
import type { RunOptions } from '../../contract/schemas.ts';
import { bytesShown } from '../language/number-text.ts';
import { text } from '../language/text.ts';
import { kindText, licenceText } from '../view/pack-text.ts';

/** What a pack gives, allows and weighs, and whether its options are a person's own. */
export function packSummary(
  { depthKind, licence, bytes }: Pick<PackListing, 'depthKind' | 'licence' | 'bytes'>,
  own: RunOptions,
): string {
  const parts = [kindText(depthKind), licenceText(licence), bytesShown(bytes)];
  if (Object.keys(own).length > 0) parts.push(text('inspector.ownOptions'));
  return parts.join(' · ');
}

export function seedSentence(isLocked: boolean): string {
  return isLocked ? text('inspector.seedLocked') : text('inspector.seedOpen');
}
