import { DepthroomError } from '../contract/errors.ts';
import type { PackListing } from '../contract/pack.ts';
import { type InstalledPack, listPacks, packListing, readPack } from './packs.ts';

/** The packs that can be used: folders named one by one first, then the shipped ones, then the person's models folder. */
export interface PackLibrary {
  list(): Promise<PackListing[]>;
  /** A pack by its id. Throws `not-found` with the ids there are, `bad-pack` with the pack's problem. */
  get(id: string): Promise<InstalledPack>;
  /** All packs that work. */
  usable(): Promise<InstalledPack[]>;
  /** Uses a pack in place. Returns its id. */
  addFolder(folder: string): Promise<string>;
  /** Reads the folders again. */
  refresh(): Promise<void>;
}

export function openPackLibrary(places: readonly { folder: string; isShipped: boolean }[]): PackLibrary {
  const named = new Map<string, InstalledPack>();
  let listing: ReturnType<typeof listPacks> | null = null;

  async function all() {
    listing ??= listPacks(places);
    const found = (await listing).filter((item) => !('pack' in item) || !named.has(item.pack.id));
    return [...named.values(), ...found];
  }

  return {
    list: async () => (await all()).map(packListing),
    usable: async () => (await all()).filter((item): item is InstalledPack => 'pack' in item),
    async get(id) {
      const items = await all();
      const found = items.find((item) => ('pack' in item ? item.pack.id : item.name) === id);
      if (found && 'pack' in found) return found;
      if (found) throw new DepthroomError('bad-pack', found.problem);
      const known = items.flatMap((item) => ('pack' in item ? [item.pack.id] : []));
      throw new DepthroomError(
        'not-found',
        `Expected an installed model pack (${known.join(', ')}), but received "${id}".`,
      );
    },
    async addFolder(folder) {
      const item = await readPack(folder);
      named.set(item.pack.id, item);
      return item.pack.id;
    },
    async refresh() {
      listing = null;
    },
  };
}
