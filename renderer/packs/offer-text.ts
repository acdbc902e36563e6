import { bytesText } from '../../contract/bytes-text.ts';
import type { Failure } from '../../contract/errors.ts';
import {
  type CatalogueEntry,
  type CheckpointOffer,
  HUB_ASKS,
  type ModelsFolder,
} from '../../contract/library.ts';
import { isPackOf } from '../view/first-offer.ts';

const PRECISIONS = { fp32: 'float32', fp16: 'float16' } as const;
export type WantedPrecision = 'auto' | 'fp32' | 'fp16';

/** Choices of precision, as they are folded under "More". */
export const PRECISION_CHOICES: { value: WantedPrecision; label: string }[] = [
  { value: 'auto', label: 'Automatic' },
  { value: 'fp16', label: 'float16' },
  { value: 'fp32', label: 'float32' },
];

/** What is said of published weights before they are got. */
export function offerFacts(
  { bytes, precision, licence, hub }: CheckpointOffer,
  { commercialUse }: Pick<CatalogueEntry, 'commercialUse'>,
  { folder, freeBytes }: Pick<ModelsFolder, 'folder' | 'freeBytes'>,
): [string, string][] {
  const free = freeBytes === null ? 'free space cannot be told' : `${bytesText(freeBytes)} are free`;
  return [
    ['Download', `${bytesText(bytes)} in ${PRECISIONS[precision]} from ${hub.id}`],
    ['On the disk', `${bytesText(bytes)} in ${folder}, where ${free}`],
    ['Licence', licence],
    ['Commercial use', commercialUse.sentence],
  ];
}

/** Why it cannot begin: there is no room for it; null where there is, or where that cannot be told. */
export function roomProblem(
  { bytes }: Pick<CheckpointOffer, 'bytes'>,
  { freeBytes }: Pick<ModelsFolder, 'freeBytes'>,
): string | null {
  if (freeBytes === null || freeBytes >= bytes) return null;
  return `There is no room: ${bytesText(bytes)} are needed and ${bytesText(freeBytes)} are free; make room, or move the models folder to another disk.`;
}

/** What is said where the hub wants to know who reads: the way out is a token, or another one. */
export function tokenSentence({ message }: Failure, { source }: Pick<CatalogueEntry, 'source'>): string {
  return message.includes(HUB_ASKS.again)
    ? `The hub does not let this token read ${source.hub}: accept the conditions on its page with the account of the token, or enter another one.`
    : `The hub asks who reads ${source.hub}: accept the conditions on its page, then enter a token of your account.`;
}

/** What is agreed to by a click. */
export function consentLabel({ licence }: Pick<CheckpointOffer, 'licence'>): string {
  return `I accept the conditions of the licence (${licence})`;
}

/** The same in a terminal. */
export function getCommand({ id }: Pick<CatalogueEntry, 'id'>, precision: WantedPrecision): string {
  return `npx depthroom packs get ${id}${precision === 'auto' ? '' : ` --dtype ${precision}`}`;
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
