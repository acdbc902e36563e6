import { OPTIONS } from '../../contract/options.ts';
import type { PackListing } from '../../contract/pack.ts';
import { SYSTEM_NAMES, SYSTEMS } from '../../contract/systems.ts';

export function systemName(system: PackListing['system']): string {
  return system ? SYSTEMS[system].title : 'Unknown system';
}

/** The title without what the note beside it says. */
export function shortTitle(title: string): string {
  return title.replace(/\s*\(starter weights\)$/i, '');
}

/** What the numbers of a pack's maps are; a refiner takes that from the map it is given. */
export function kindText(kind: PackListing['depthKind']): string {
  if (kind === 'metric') return 'metres';
  if (kind === 'affine-depth') return 'relative depth';
  if (kind === 'affine-disparity') return 'relative disparity';
  return 'refines another map';
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
