import { readdir, stat } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import { DepthroomError } from '../../contract/errors.ts';

const READ = new Set(['.jpg', '.jpeg', '.png', '.webp', '.avif', '.tif', '.tiff', '.gif']);

/** The photos that were meant: files as they are given, folders as the pictures in them (by extension, sorted, not deeper); each once. */
export async function findPhotos(paths: readonly string[]): Promise<string[]> {
  const photos: string[] = [];
  for (const path of paths) {
    const facts = await stat(path).catch(() => null);
    if (!facts?.isDirectory()) {
      photos.push(path);
      continue;
    }
    const names = (await readdir(path)).filter((name) => READ.has(extname(name).toLowerCase())).sort();
    if (names.length === 0)
      throw new DepthroomError(
        'not-found',
        `Expected photos in the folder ${path}, but there is none (${[...READ].join(' ')}).`,
      );
    photos.push(...names.map((name) => join(path, name)));
  }
  return [...new Map(photos.map((path) => [resolve(path), path])).values()];
}
