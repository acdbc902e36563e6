import { basename, join, resolve } from 'node:path';
import { DEFAULT_TEMPLATE, nameTemplate } from '../batch/name-template.ts';
import { NotUnderstood } from '../terminal/not-understood.ts';
import type { FoundPhoto } from './find-photos.ts';
import { keyOf, uniqueStems } from './output-paths.ts';

/** What a pack adds to the names of its files. */
export interface NamedPack {
  packId: string;
  system: string;
  options: Record<string, unknown>;
}

export interface NamePlan {
  /** Where everything goes. */
  out: string;
  template?: string | undefined;
  /** The packs of each photo, by its place. */
  packs: (place: number) => readonly NamedPack[];
  /** Every file that is written for what its path begins with. */
  filesOf: (base: string) => readonly string[];
}

/**
 * What the paths of the files of photos begin with, for each photo in the order of the packs: names over all of them, so that parts of a
 * batch agree. The same photo twice has the same names. Throws `bad-input` for a template that cannot be, or that calls the files of two packs the same.
 */
export function planNames(
  photos: readonly (FoundPhoto & { key?: string })[],
  { out, template = DEFAULT_TEMPLATE, packs, filesOf }: NamePlan,
): string[][] {
  const nameOf = namesOf(template);
  const basesOf = (stem: string, place: number) =>
    packs(place).map((pack) => join(out, photos[place].folder, nameOf(pack, stem, place)));
  for (const place of photos.keys()) refuseSameNames(basesOf('photo', place), template);
  const keys = photos.map(({ path, key }) => key ?? resolve(path));
  const first = new Map<string, number>();
  for (const [k, key] of keys.entries()) if (!first.has(key)) first.set(key, k);
  const places = [...first.values()];
  const stems = uniqueStems(
    places.map((place) => basename(photos[place].path)),
    (stem, k) => basesOf(stem, places[k]).flatMap(filesOf),
  );
  const stemAt = new Map(places.map((place, k) => [place, stems[k]]));
  return keys.map((key) => {
    const place = first.get(key) ?? 0;
    return basesOf(stemAt.get(place) ?? 'photo', place);
  });
}

/** What the files of a pack on a photo are called by. Throws `bad-input` for a template that cannot be. */
export function namesOf(
  template = DEFAULT_TEMPLATE,
): (pack: NamedPack, stem: string, place: number) => string {
  const nameOf = nameTemplate(template);
  return ({ packId, system, options }, stem, place) => {
    const seed = String(options.seed ?? 'none');
    const index = String(place + 1).padStart(6, '0');
    return nameOf({ stem, pack: packId, system, seed, index });
  };
}

function refuseSameNames(bases: readonly string[], template: string): void {
  if (new Set(bases.map(keyOf)).size === bases.length) return;
  throw new NotUnderstood(
    `Expected names that tell the packs apart, but "${template}" calls the files of several the same: use {pack} in it.`,
  );
}

/** Each item once, by what its files begin with. */
export function uniqueItems<Item extends { bases: readonly string[] }>(items: readonly Item[]): Item[] {
  return [...new Map(items.map((item) => [item.bases.join('\n'), item])).values()];
}
