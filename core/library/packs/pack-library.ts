import { stat } from 'node:fs/promises';
import { DepthroomError } from '../../../contract/errors.ts';
import type { PackListing } from '../../../contract/pack.ts';
import {
  type BrokenPack,
  type InstalledPack,
  listPacks,
  type PackPlace,
  packListing,
  readPack,
} from './packs.ts';

/** The packs that can be used: folders named one by one first, then the shipped ones, then the person's models folder. */
export interface PackLibrary {
  list(): Promise<PackListing[]>;
  /** A pack by its id. Throws `not-found` with the ids there are, `bad-pack` with the pack's problem. */
  get(id: string): Promise<InstalledPack>;
  /** A pack by its id, a broken one by the name of its folder; null where there is none. */
  find(id: string): Promise<InstalledPack | BrokenPack | null>;
  /** All packs that work. */
  usable(): Promise<InstalledPack[]>;
  /** Uses a pack in place. Returns its id. */
  addFolder(folder: string): Promise<string>;
  /** Whether packs have come or gone, by whichever program, since they were listed last; false before that. */
  isStale(): Promise<boolean>;
  /** Reads the folders again. */
  refresh(): Promise<void>;
}

/** `places` is asked each time: the models folder can be moved, by this process or another one. */
export function openPackLibrary(places: () => Promise<readonly PackPlace[]>): PackLibrary {
  const named = new Map<string, InstalledPack>();
  let listing: ReturnType<typeof listPacks> | null = null;
  let listed = '';
  /** As of when somebody was shown them. */
  let shown: string | null = null;

  async function all() {
    const current = await places();
    const now = await timesOf(current);
    if (now !== listed) listing = null;
    listed = now;
    listing ??= listPacks(current);
    const found = (await listing).filter((item) => !('pack' in item) || !named.has(item.pack.id));
    return [...named.values(), ...found];
  }

  const isCalled = (id: string) => (item: InstalledPack | BrokenPack) =>
    ('pack' in item ? item.pack.id : item.name) === id;

  return {
    async list() {
      // Before they are read: what comes meanwhile is told again.
      shown = await timesOf(await places());
      return (await all()).map(packListing);
    },
    isStale: async () => shown !== null && shown !== (await timesOf(await places())),
    usable: async () => (await all()).filter((item): item is InstalledPack => 'pack' in item),
    find: async (id) => (await all()).find(isCalled(id)) ?? null,
    async get(id) {
      const items = await all();
      const found = items.find(isCalled(id));
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

/** A folder's time changes when a pack comes or goes, also by another process. */
async function timesOf(places: readonly PackPlace[]): Promise<string> {
  const times = places.map(({ folder }) =>
    stat(folder).then(
      ({ mtimeMs }) => `${folder} ${mtimeMs}`,
      () => folder,
    ),
  );
  return (await Promise.all(times)).join('\n');
}
