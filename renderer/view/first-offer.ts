import type { CatalogueEntry, Download } from '../../contract/library.ts';
import type { PackListing } from '../../contract/pack.ts';
import { factsOf } from '../../contract/systems.ts';
import { bytesShown } from '../language/number-text.ts';
import { text } from '../language/text.ts';

/** Whether there is nothing yet but what came with Depthroom. */
export function isNewcomer(packs: readonly Pick<PackListing, 'isShipped'>[]): boolean {
  return packs.every(({ isShipped }) => isShipped);
}

type Own = Pick<PackListing, 'isShipped' | 'origin' | 'system' | 'problem'>;

/** Whether a person has brought weights that are better than those that came along: published ones, or any of the four systems. Of any other network nobody knows. */
function hasBetter(packs: readonly Own[]): boolean {
  return packs.some(
    ({ isShipped, origin, system, problem }) =>
      !isShipped &&
      problem === null &&
      origin !== 'starter' &&
      (origin === 'official' || factsOf(system)?.isOneOfTheFour === true),
  );
}

/** The weights that are offered first; null once a person has better ones than came along. */
export function firstOffer(
  packs: readonly Own[],
  catalogue: readonly CatalogueEntry[],
): CatalogueEntry | null {
  if (hasBetter(packs)) return null;
  return catalogue.find(({ isFirst, get }) => isFirst === true && get.status === 'hub') ?? null;
}

/** What the button says that offers them: "Get better depth: 99 MB". */
export function firstOfferLabel({ size }: Pick<CatalogueEntry, 'size'>): string {
  return size ? text('view.betterDepthOfSize', { size: bytesShown(size.bytes) }) : text('view.betterDepth');
}

/** Whether a pack of this id is one of these published weights, in full or in half precision. */
export function isPackOf({ id }: Pick<CatalogueEntry, 'id'>, packId: string): boolean {
  return packId.replace(/-fp16$/, '') === id;
}

/** The download that brings published weights, where there is one. */
export function downloadOf(
  entry: Pick<CatalogueEntry, 'id'>,
  downloads: readonly Download[],
): Download | null {
  return downloads.find(({ packId }) => isPackOf(entry, packId)) ?? null;
}

const COMING = {
  running: 'view.downloadRunning',
  paused: 'view.downloadPaused',
  failed: 'view.downloadFailed',
} as const;

/** How far a download is, for a narrow place; `share` (0..1) is what its events say. */
export function comingLabel(
  { state, bytes, total }: Pick<Download, 'state' | 'bytes' | 'total'>,
  share: number | undefined,
): string {
  const here = state === 'running' && share !== undefined ? share * total : bytes;
  return text(COMING[state], { here: bytesShown(here), total: bytesShown(total) });
}
