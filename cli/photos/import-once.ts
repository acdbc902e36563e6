import { basename } from 'node:path';
import type { Photo } from '../../contract/photo.ts';
import type { Engine } from '../../core/host/engine.ts';
import { inOneLine } from '../terminal/visible.ts';

/**
 * Brings photos in, one after the other, and says where two files are one photo: what is made of it is called by the file that was named, not by
 * the one that came first.
 */
export function importOnce(
  engine: Engine,
  stop: AbortSignal,
  say: (line: string) => void = (line) => console.error(inOneLine(line)),
): (path: string) => Promise<Photo> {
  const seen = new Map<string, string>();
  return async (path) => {
    const name = basename(path);
    const photo = await engine.local('importPhoto', { path, name }, { signal: stop });
    const before = seen.get(photo.id);
    if (before !== undefined)
      say(`${path}: the same photo as ${before}, byte for byte; its depth is that of both.`);
    else if (photo.name !== name) say(`${path}: in the project already, as "${photo.name}".`);
    if (before === undefined) seen.set(photo.id, path);
    return { ...photo, name };
  };
}
