import { basename } from 'node:path';
import type { Photo } from '../../contract/photo.ts';
import type { Engine } from '../../core/host/engine.ts';

/** Brings photos in, one after the other, and says where two files are one photo: answers with null for the second of them. */
export function importOnce(
  engine: Engine,
  stop: AbortSignal,
  say: (line: string) => void = (line) => console.error(line),
): (path: string) => Promise<Photo | null> {
  const seen = new Map<string, string>();
  return async (path) => {
    const name = basename(path);
    const photo = await engine.local('importPhoto', { path, name }, { signal: stop });
    const before = seen.get(photo.id);
    if (before !== undefined) {
      say(`${path}: the same photo as ${before}, byte for byte; left out.`);
      return null;
    }
    seen.set(photo.id, path);
    if (photo.name !== name) say(`${path}: in the project already, as "${photo.name}".`);
    return photo;
  };
}
