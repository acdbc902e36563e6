import { lstatSync, type Stats, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** What lies nearest on the way down to a folder that need not be there yet. */
interface Nearest {
  path: string;
  /** A link that leads nowhere is in the way of a folder as a file is. */
  what: 'folder' | 'file' | 'dead link';
}

/** The folder itself, a whole path, or what is the nearest above it. Fails with what the system says of a place that cannot be looked at. */
export function nearestThere(folder: string): Nearest {
  for (let path = folder; ; path = dirname(path)) {
    const facts = unlessAbsent(() => statSync(path));
    if (facts !== null) return { path, what: facts.isDirectory() ? 'folder' : 'file' };
    if (unlessAbsent(() => lstatSync(path)) !== null) return { path, what: 'dead link' };
    if (path === dirname(path)) return { path, what: 'folder' };
  }
}

/** Null where nothing is, or a file on the way to it. */
function unlessAbsent(look: () => Stats): Stats | null {
  try {
    return look();
  } catch (thrown) {
    if (['ENOENT', 'ENOTDIR'].includes((thrown as NodeJS.ErrnoException).code ?? '')) return null;
    throw thrown;
  }
}
