import { z } from 'zod';
import { keepWhole, readKept, withLatest } from '../../disk/kept/kept-json.ts';
import { packStamp } from './pack-files.ts';
import type { InstalledPack } from './packs.ts';

/** What the files of each pack looked like when their sha256 were last found right: size, time and inode, by the pack's hash and folder. */
export interface CheckedPacks {
  get(place: string): Promise<string | null>;
  /** Never throws: what cannot be written is only checked again. */
  set(place: string, stamp: string): Promise<void>;
}

/** The word under which a pack is remembered. */
export function placeOf({ hash, folder }: Pick<InstalledPack, 'hash' | 'folder'>): string {
  return `${hash} ${folder}`;
}

const schema = z.record(z.string(), z.string());
/** Packs that are remembered; those noted last stay. */
const KEPT = 200;

/** Kept in a file of the person's folder (core/disk/kept/kept-json.ts). */
export function openCheckedPacks(path: string): CheckedPacks {
  const read = () => readKept(path, schema, {});
  return {
    get: async (place) => (await read())[place] ?? null,
    async set(place, stamp) {
      const kept = await read();
      if (kept[place] === stamp) return;
      // A full or read-only disk costs the next process a second look, nothing else.
      await keepWhole(path, withLatest(kept, place, stamp, KEPT)).catch(() => undefined);
    },
  };
}

/** Notes a pack whose files have just been compared with their sha256, or made. */
export async function noteChecked(checked: CheckedPacks, installed: InstalledPack): Promise<void> {
  await checked.set(placeOf(installed), await packStamp(installed));
}
