import type { CatalogueEntry, ModelsFolder } from '../../contract/library.ts';
import type { PackListing } from '../../contract/pack.ts';
import { bytesShown } from '../language/number-text.ts';
import { sentence } from '../language/sentence.ts';
import { text } from '../language/text.ts';
import type { Question } from '../state/question.ts';
import { isPackOf } from '../view/first-offer.ts';
import { kindText, systemName, titleText } from '../view/pack-text.ts';

type Fact = [string, string];

/** What is known of an installed pack. */
export function packFacts({ system, depthKind, licence, bytes, id, source }: PackListing): Fact[] {
  const facts: Fact[] = [
    [text('packs.system'), systemName(system)],
    [text('packs.gives'), kindText(depthKind)],
    [text('packs.licence'), sentence(licence)],
    [text('packs.size'), bytesShown(bytes)],
    [text('packs.id'), id],
  ];
  if (source) facts.push([text('packs.from'), source.replace('(weights)', `(${text('packs.weights')})`)]);
  return facts;
}

/** What is asked before a pack is removed. */
export function packRemovalQuestion({
  title,
  bytes,
}: Pick<PackListing, 'title' | 'bytes'>): Omit<Question, 'run'> {
  return {
    title: text('packs.removeQuestion', { title: titleText(title) }),
    sentence: text('packs.removeConsequence', { bytes: bytesShown(bytes) }),
    label: text('packs.remove'),
  };
}

/** What is known of published weights, before and after the link to where they are. */
export function catalogueFacts({ system, licence, commercialUse, size }: CatalogueEntry): {
  before: Fact[];
  after: Fact[];
} {
  const use = { allowed: commercialUse.allowed, sentence: sentence(commercialUse.sentence) };
  return {
    before: [
      [text('packs.system'), systemName(system)],
      [text('packs.licence'), sentence(licence)],
      [text('packs.commercialUse'), text('packs.commercialUseAllowed', use)],
    ],
    after: size ? [[text('packs.size'), sizeText(size)]] : [],
  };
}

function sizeText({ bytes, isExact, of }: NonNullable<CatalogueEntry['size']>): string {
  const size = { bytes: bytesShown(bytes), what: sentence(of) };
  return isExact ? text('packs.sizeOf', size) : text('packs.sizeAboutOf', size);
}

/** Why weights are not offered, in one sentence, and the command in it, which a page folds away. */
export function whyNot(why: string): { sentence: string; command: string | null } {
  const command = / \((depthroom [^)]*)\)/.exec(why);
  return { sentence: why.replace(command?.[0] ?? '', ''), command: command && `npx ${command[1]}` };
}

/** The first offer stands before the others, which keep their order. */
export function catalogueInOrder(
  entries: readonly CatalogueEntry[],
  first: CatalogueEntry | null,
): CatalogueEntry[] {
  return first ? [first, ...entries.filter((entry) => entry !== first)] : [...entries];
}

/** Whether a pack of these published weights is there, in full or in half precision. */
export function isInstalled(
  { id }: Pick<CatalogueEntry, 'id'>,
  packs: readonly Pick<PackListing, 'id'>[],
): boolean {
  return packs.some((pack) => isPackOf({ id }, pack.id));
}

/** Where packs are kept, and how much room there is. */
export function folderFacts({
  folder,
  bytes,
  freeBytes,
}: Pick<ModelsFolder, 'folder' | 'bytes' | 'freeBytes'>): Fact[] {
  return [
    [text('packs.folder'), folder],
    [text('packs.holds'), bytesShown(bytes)],
    [text('packs.freeThere'), freeBytes === null ? text('packs.cannotBeTold') : bytesShown(freeBytes)],
  ];
}
