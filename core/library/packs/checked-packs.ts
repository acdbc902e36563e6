import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { makeFolders } from '../../disk/make-folder.ts';
import { replaceFile } from '../../disk/write-file.ts';
import { type InstalledPack, packStamp } from './packs.ts';

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

/** Kept in a file of the person's folder, which other processes write too: it is read each time. A file that cannot be read holds nothing. */
export function openCheckedPacks(path: string): CheckedPacks {
  const read = async (): Promise<Record<string, string>> => {
    try {
      return schema.parse(JSON.parse(await readFile(path, 'utf8')));
    } catch {
      return {};
    }
  };
  return {
    get: async (place) => (await read())[place] ?? null,
    async set(place, stamp) {
      const { [place]: known, ...others } = await read();
      if (known === stamp) return;
      const entries = [...Object.entries(others).slice(1 - KEPT), [place, stamp]];
      try {
        await makeFolders(dirname(path));
        await replaceFile(path, Buffer.from(JSON.stringify(Object.fromEntries(entries), null, 1)));
      } catch {
        // A full or read-only disk costs the next process a second look, nothing else.
      }
    },
  };
}

/** Notes a pack whose files have just been compared with their sha256, or made. */
export async function noteChecked(checked: CheckedPacks, installed: InstalledPack): Promise<void> {
  await checked.set(placeOf(installed), await packStamp(installed));
}
