import type { Failure } from '../../contract/errors.ts';
import {
  type CatalogueEntry,
  type CheckpointOffer,
  HUB_ASKS,
  type ModelsFolder,
} from '../../contract/library.ts';
import { bytesShown } from '../language/number-text.ts';
import { sentence } from '../language/sentence.ts';
import { text } from '../language/text.ts';
import { isPackOf } from '../view/first-offer.ts';

const PRECISIONS = { fp32: 'float32', fp16: 'float16' } as const;
export type WantedPrecision = 'auto' | 'fp32' | 'fp16';

/** Choices of precision, as they are folded under "More". */
export const PRECISION_CHOICES: { value: WantedPrecision; label: string }[] = [
  { value: 'auto', label: text('packs.automatic') },
  { value: 'fp16', label: PRECISIONS.fp16 },
  { value: 'fp32', label: PRECISIONS.fp32 },
];

/** What is said of published weights before they are got. */
export function offerFacts(
  { bytes, precision, licence, hub }: CheckpointOffer,
  { commercialUse }: Pick<CatalogueEntry, 'commercialUse'>,
  { folder, freeBytes }: Pick<ModelsFolder, 'folder' | 'freeBytes'>,
): [string, string][] {
  const size = bytesShown(bytes);
  const room =
    freeBytes === null
      ? text('packs.offerOnDiskUnknown', { bytes: size, folder })
      : text('packs.offerOnDisk', { bytes: size, folder, free: bytesShown(freeBytes) });
  const download = { bytes: size, precision: PRECISIONS[precision], hub: hub.id };
  return [
    [text('packs.download'), text('packs.offerDownload', download)],
    [text('packs.onTheDisk'), room],
    [text('packs.licence'), sentence(licence)],
    [text('packs.commercialUse'), sentence(commercialUse.sentence)],
  ];
}

/** Why it cannot begin: there is no room for it; null where there is, or where that cannot be told. */
export function roomProblem(
  { bytes }: Pick<CheckpointOffer, 'bytes'>,
  { freeBytes }: Pick<ModelsFolder, 'freeBytes'>,
): string | null {
  if (freeBytes === null || freeBytes >= bytes) return null;
  const [needed, free] = [bytes, freeBytes].map((each) => bytesShown(each));
  return text('packs.noRoom', { needed, free });
}

/** What is said where the hub wants to know who reads: the way out is a token, or another one. */
export function tokenSentence({ message }: Failure, { source }: Pick<CatalogueEntry, 'source'>): string {
  const hub = source.hub ?? source.url;
  return message.includes(HUB_ASKS.again)
    ? text('packs.otherTokenNeeded', { hub })
    : text('packs.tokenNeeded', { hub });
}

/** What is agreed to by a click. */
export function consentLabel({ licence }: Pick<CheckpointOffer, 'licence'>): string {
  return text('packs.acceptLicence', { licence: sentence(licence) });
}

/** The same in a terminal. */
export function getCommand({ id }: Pick<CatalogueEntry, 'id'>, precision: WantedPrecision): string {
  const flags = precision === 'auto' ? [] : ['--dtype', precision];
  return ['npx', 'depthroom', 'packs', 'get', id, ...flags].join(' ');
}

/** Titles of packs that a download brought: it is gone, and its pack is there. */
export function arrivedTitles(
  before: { downloads: readonly { packId: string }[] },
  after: { downloads: readonly { packId: string }[]; packs: readonly { id: string; title: string }[] },
): string[] {
  return before.downloads
    .filter(({ packId }) => !after.downloads.some((other) => other.packId === packId))
    .flatMap(({ packId }) => after.packs.filter(({ id }) => id === packId).map(({ title }) => title));
}

/** Weights of the catalogue that a pack of this id is of. */
export function entryOfPack(catalogue: readonly CatalogueEntry[], packId: string): CatalogueEntry | null {
  return catalogue.find((entry) => isPackOf(entry, packId)) ?? null;
}
