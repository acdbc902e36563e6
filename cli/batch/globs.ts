import { posix } from 'node:path';
import { NotUnderstood } from '../terminal/not-understood.ts';

export interface Globs {
  include?: readonly string[];
  exclude?: readonly string[];
}

/**
 * Whether a file of a folder is meant, by its path relative to that folder, with forward slashes. A pattern without a slash is held against
 * the name alone, as in .gitignore, one with a slash against the whole path; `**` is any number of folders.
 */
export function globFilter({ include = [], exclude = [] }: Globs): (path: string) => boolean {
  for (const glob of [...include, ...exclude])
    if (glob.trim() === '')
      throw new NotUnderstood('Expected a pattern as "*.jpg", but received an empty one.');
  const matches = (path: string) => (glob: string) =>
    posix.matchesGlob(glob.includes('/') ? path : posix.basename(path), glob.replace(/^\.?\//, ''));
  return (path) => (include.length === 0 || include.some(matches(path))) && !exclude.some(matches(path));
}
