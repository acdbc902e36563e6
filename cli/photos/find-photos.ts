import { open, readdir, readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DepthroomError } from '../../contract/errors.ts';
import {
  isOwnSidecar,
  LOOK_BYTES,
  leftOutText,
  looksLikePhoto,
  nameSays,
  PHOTO_ENDINGS,
  sidecarNames,
} from '../../contract/photo-files.ts';

/**
 * The photos that were meant: files as they are given, folders as the pictures in them (sorted, not deeper), without those that Depthroom wrote
 * itself; each once.
 *
 * @param say told in one line what of a folder was left out
 */
export async function findPhotos(
  paths: readonly string[],
  say: (line: string) => void = (line) => console.error(line),
): Promise<string[]> {
  const photos: string[] = [];
  for (const path of paths) {
    const facts = await stat(path).catch(() => null);
    if (!facts?.isDirectory()) {
      photos.push(path);
      continue;
    }
    const { names, leftOut } = await photosIn(path);
    if (names.length === 0)
      throw new DepthroomError(
        'not-found',
        `Expected photos in the folder ${path}, but there is none (${PHOTO_ENDINGS.map((ending) => `.${ending}`).join(' ')}). ${leftOut ?? ''}`.trim(),
      );
    if (leftOut) say(`${path}: ${leftOut}`);
    photos.push(...names.map((name) => join(path, name)));
  }
  return [...new Map(photos.map((path) => [resolve(path), path])).values()];
}

async function photosIn(folder: string): Promise<{ names: string[]; leftOut: string | null }> {
  const entries = (await readdir(folder, { withFileTypes: true })).filter((entry) => !entry.isDirectory());
  const all = new Set(entries.map(({ name }) => name));
  const names: string[] = [];
  let [others, own] = [0, 0];
  for (const name of [...all].sort()) {
    const says = nameSays(name);
    if (says === 'rubbish') continue;
    const isPhoto = says === 'photo' || (says === 'nothing' && (await beginsAsPhoto(join(folder, name))));
    if (isPhoto && (await isOurs(folder, name, all))) own++;
    else if (isPhoto) names.push(name);
    else if (!name.endsWith('.json')) others++;
  }
  return { names, leftOut: leftOutText({ others, own }) };
}

async function beginsAsPhoto(path: string): Promise<boolean> {
  if (!(await stat(path).catch(() => null))?.isFile()) return false;
  const file = await open(path, 'r').catch(() => null);
  if (!file) return false;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(LOOK_BYTES), 0, LOOK_BYTES, 0);
    return looksLikePhoto(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

async function isOurs(folder: string, name: string, all: ReadonlySet<string>): Promise<boolean> {
  for (const sidecar of sidecarNames(name).filter((each) => all.has(each)))
    if (isOwnSidecar((await readFile(join(folder, sidecar), 'utf8').catch(() => '')).slice(0, 100_000)))
      return true;
  return false;
}
