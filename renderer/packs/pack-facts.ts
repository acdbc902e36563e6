import { bytesText } from '../../contract/bytes-text.ts';
import type { CatalogueEntry, ModelsFolder } from '../../contract/library.ts';
import type { PackListing } from '../../contract/pack.ts';
import type { Question } from '../state/question.ts';
import { isPackOf } from '../view/first-offer.ts';
import { kindText, systemName } from '../view/pack-text.ts';

type Fact = [string, string];

/** What is known of an installed pack. */
export function packFacts({ system, depthKind, licence, bytes, id, source }: PackListing): Fact[] {
  const facts: Fact[] = [
    ['System', systemName(system)],
    ['Gives', kindText(depthKind)],
    ['Licence', licence],
    ['Size', bytesText(bytes)],
    ['Id', id],
  ];
  if (source) facts.push(['From', source]);
  return facts;
}

/** What is asked before a pack is removed. */
export function packRemovalQuestion({
  title,
  bytes,
}: Pick<PackListing, 'title' | 'bytes'>): Omit<Question, 'run'> {
  return {
    title: `Remove ${title}?`,
    sentence: `Its ${bytesText(bytes)} leave the disk. Runs that were made with it stay.`,
    label: 'Remove',
  };
}

const ALLOWED = { yes: 'yes', no: 'no', conditions: 'on conditions', unknown: 'not stated' } as const;

/** What is known of published weights, before and after the link to where they are. */
export function catalogueFacts({ system, licence, commercialUse, size }: CatalogueEntry): {
  before: Fact[];
  after: Fact[];
} {
  return {
    before: [
      ['System', systemName(system)],
      ['Licence', licence],
      ['Commercial use', `${ALLOWED[commercialUse.allowed]}. ${commercialUse.sentence}`],
    ],
    after: size ? [['Size', `${size.isExact ? '' : 'about '}${bytesText(size.bytes)}, ${size.of}`]] : [],
  };
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
    ['Folder', folder],
    ['Holds', bytesText(bytes)],
    ['Free there', freeBytes === null ? 'cannot be told' : bytesText(freeBytes)],
  ];
}
