import { stat } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { DepthroomError } from '../../contract/errors.ts';
import { leftOutText, PHOTO_ENDINGS } from '../../contract/photo-files.ts';
import { photosIn } from '../../core/watch/photos-in-folder.ts';
import type { BatchFlags } from '../batch/batch-flags.ts';
import { globFilter } from '../batch/globs.ts';
import { readList } from '../batch/read-list.ts';
import { NotUnderstood } from '../terminal/not-understood.ts';

/** A photo that was meant, and the folder below that of the output which keeps it apart from others of its name. */
export interface FoundPhoto {
  path: string;
  folder: string;
}

export interface FindOptions extends Pick<BatchFlags, 'recursive' | 'include' | 'exclude' | 'list'> {
  /** Where files are written: nothing in it is a photo that was meant. */
  out?: string;
  /** Told in one line what of a folder was left out. */
  say?: (line: string) => void;
}

/**
 * The photos that were meant: files as they are given or listed, folders as the pictures in them (sorted; with `recursive` those in deeper
 * folders too), without those that Depthroom wrote itself; each once, but for lists, whose lines keep their numbers.
 * Throws `not-found` where a folder or a list has none, `bad-input` where both or neither of paths and a list are given, and what the system refuses.
 */
export async function findPhotos(paths: readonly string[], options: FindOptions = {}): Promise<FoundPhoto[]> {
  if (options.list !== undefined) {
    if (paths.length > 0)
      throw new NotUnderstood('Expected photos, or a --list that names them, but received both.');
    return placed(await readList(options.list));
  }
  const isMeant = globFilter(options);
  const photos: FoundPhoto[] = [];
  for (const path of paths) {
    const facts = await stat(path).catch(() => null);
    if (facts?.isDirectory()) photos.push(...(await inFolder(path, isMeant, options)));
    else photos.push({ path, folder: '' });
  }
  return [...new Map(photos.map((photo) => [resolve(photo.path), photo])).values()];
}

/** Listed photos, below the deepest folder that holds all of them. */
function placed(paths: readonly string[]): FoundPhoto[] {
  const folders = paths.map((path) => dirname(resolve(path)));
  let shared = folders[0].split(sep);
  for (const folder of folders) {
    const parts = folder.split(sep);
    const end = shared.findIndex((part, k) => part !== parts[k]);
    if (end >= 0) shared = shared.slice(0, end);
  }
  const root = shared.join(sep);
  return paths.map((path, k) => ({
    path,
    folder: folders[k].slice(root.length).replace(/^[\\/]+/, ''),
  }));
}

async function inFolder(
  root: string,
  isMeant: (path: string) => boolean,
  { recursive = false, include = [], exclude = [], out, say = (line) => console.error(line) }: FindOptions,
): Promise<FoundPhoto[]> {
  const found: FoundPhoto[] = [];
  const left = { others: 0, own: 0 };
  const outFolder = out === undefined ? null : resolve(out);
  const open = [''];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    const { names, folders, foreign, ...here } = await photosIn(root, folder, isMeant);
    // A folder that cannot be opened by its name fails as a photo does that cannot: by itself, counted and named.
    const all = recursive ? [...names, ...foreign] : names;
    found.push(...all.map((name) => ({ path: join(root, folder, name), folder })));
    left.others += here.others;
    left.own += here.own;
    const deeper = folders.map((name) => join(folder, name));
    if (recursive) open.push(...deeper.filter((each) => resolve(root, each) !== outFolder).reverse());
  }
  const hasGlobs = include.length + exclude.length > 0;
  const leftOut = leftOutText(left);
  if (found.length === 0)
    throw new DepthroomError(
      'not-found',
      `Expected photos in the folder ${root}, but there is none${hasGlobs ? ' that --include and --exclude leave' : ''} (${PHOTO_ENDINGS.map((ending) => `.${ending}`).join(' ')})${recursive ? '' : '; folders in it are read with --recursive'}. ${leftOut ?? ''}`.trim(),
    );
  if (leftOut) say(`${root}: ${leftOut}`);
  return found;
}
