import { lstatSync, renameSync } from 'node:fs';
import { lstat, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isAddress } from '../../contract/address.ts';
import { makeFoldersNow } from '../disk/make-folder.ts';
import { isPlainFile, plainEntries, removePlainFile } from '../disk/plain-entries.ts';
import { syncFolderNow } from '../disk/sync-folder.ts';
import { TRASH_DAY } from './project-folder.ts';

/** A file in the trash that no row speaks of: `trash/<day>/<address>`. It waits for a person, for however long. */
export interface UnknownFile {
  day: string;
  address: string;
  path: string;
  bytes: number;
}

/** The files in the trash that no row speaks of, oldest day first. */
export async function listUnknownFiles(folder: string): Promise<UnknownFile[]> {
  const found: UnknownFile[] = [];
  for (const { day, address, path } of await namesInTrash(folder)) {
    const facts = await lstat(path).catch(() => null);
    if (facts?.isFile()) found.push({ day, address, path, bytes: facts.size });
  }
  return found;
}

/** How many there are. */
export async function countUnknownFiles(folder: string): Promise<number> {
  return (await namesInTrash(folder)).length;
}

async function namesInTrash(folder: string): Promise<{ day: string; address: string; path: string }[]> {
  const trash = join(folder, 'trash');
  const found: { day: string; address: string; path: string }[] = [];
  for (const { name: day, isFolder } of (await plainEntries(trash)).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  )) {
    if (!isFolder || !TRASH_DAY.test(day)) continue;
    for (const { name: address, isFolder: isOther } of await plainEntries(join(trash, day)))
      if (!isOther && isAddress(address)) found.push({ day, address, path: join(trash, day, address) });
  }
  return found;
}

/** Moves kept files to the trash of today, never over another. Answers with how many were there to be moved. */
export function setFilesAside(folder: string, addresses: Iterable<string>, now = new Date()): number {
  const day = now.toISOString().slice(0, 10);
  const touched = new Set<string>();
  let count = 0;
  for (const address of addresses) {
    const from = join(folder, 'files', address);
    if (!isAddress(address) || !isPlainFile(from)) continue;
    const to = freePlace(join(folder, 'trash'), day, address);
    renameSync(from, join(to, address));
    touched.add(to);
    count++;
  }
  for (const each of touched) syncFolderNow(each);
  return count;
}

/** The folder of a day in which this name is free; made where it is not there. */
function freePlace(trash: string, day: string, address: string): string {
  for (let k = 1; ; k++) {
    const folder = join(trash, k === 1 ? day : `${day}-${k}`);
    const facts = lstatSync(folder, { throwIfNoEntry: false });
    // Not into a link to another place.
    if (facts && !facts.isDirectory()) continue;
    makeFoldersNow(folder, 0o700);
    if (!lstatSync(join(folder, address), { throwIfNoEntry: false })) return folder;
  }
}

/** Removes a file from the trash for good, and the folder of its day with the last one. */
export async function removeUnknownFile(file: UnknownFile): Promise<void> {
  removePlainFile(file.path);
  await rmdir(join(file.path, '..')).catch(() => undefined);
}

/** Brings a file back from the trash to where the rows expect it, unless one is there. */
export async function putUnknownFileBack(folder: string, file: UnknownFile): Promise<void> {
  const to = join(folder, 'files', file.address);
  if (lstatSync(to, { throwIfNoEntry: false })) return;
  renameSync(file.path, to);
  await rmdir(join(file.path, '..')).catch(() => undefined);
}
