import { OPTIONS } from '../../contract/options.ts';
import type { PackListing } from '../../contract/pack.ts';
import { SYSTEM_NAMES, SYSTEMS } from '../../contract/systems.ts';
import { sentence } from '../language/sentence.ts';
import { text } from '../language/text.ts';

export function systemName(system: PackListing['system']): string {
  return system ? sentence(SYSTEMS[system].title) : text('view.unknownSystem');
}

/** A title as the project keeps it, in English, in the language that is spoken. */
export function titleText(title: string): string {
  return sentence(title);
}

/** The title without what the note beside it says, as files have it. */
export function shortTitleInFiles(title: string): string {
  return title.replace(/\s*\(starter weights\)$/i, '');
}

/** The same, in the language that is spoken; of a map that was made from another one ("Marigold (starter weights), mended") too. */
export function shortTitle(title: string): string {
  return titleText(shortTitleInFiles(title).replaceAll(/ \(starter weights\)(?=, )/gi, ''));
}

/** A licence, or those of all that a run was made from: names stay as they are, that there is none is said. */
export function licenceText(licence: string): string {
  return licence.split(', ').map(sentence).join(', ');
}

/** What the numbers of a pack's maps are; a refiner takes that from the map it is given. */
export function kindText(kind: PackListing['depthKind']): string {
  if (kind === 'metric') return text('view.metres');
  if (kind === 'affine-depth') return text('view.relativeDepth');
  if (kind === 'affine-disparity') return text('view.relativeDisparity');
  return text('view.refinesAnotherMap');
}

/** Whether there is anything to set; packs that cannot be read have no system. */
export function hasOptions({ system }: Pick<PackListing, 'system'>): boolean {
  return system !== null && Object.keys(OPTIONS[system].shape).length > 0;
}

/** In the order of the list of systems, the authors' own weights first. */
export function inOrder(packs: readonly PackListing[]): PackListing[] {
  const rank = ({ system }: PackListing) => (system ? SYSTEM_NAMES.indexOf(system) : SYSTEM_NAMES.length);
  return packs.toSorted((a, b) => rank(a) - rank(b) || a.title.localeCompare(b.title));
}
