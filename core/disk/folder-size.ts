import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Every file below a folder, with its path from there and its size in bytes; what goes away meanwhile or cannot be read is left out. */
export async function filesBelow(folder: string): Promise<{ path: string; bytes: number }[]> {
  const files: { path: string; bytes: number }[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
    if (entry.isDirectory()) {
      for (const { path, bytes } of await filesBelow(join(folder, entry.name)))
        files.push({ path: join(entry.name, path), bytes });
      continue;
    }
    // A link to a file (as caches of weights have them) counts as the file; one to a folder is not followed.
    const facts = await stat(join(folder, entry.name)).catch(() => null);
    if (facts?.isFile()) files.push({ path: entry.name, bytes: facts.size });
  }
  return files;
}

/** Bytes of all files below a folder; 0 where it is not there. */
export async function folderSize(folder: string): Promise<number> {
  return (await filesBelow(folder)).reduce((sum, { bytes }) => sum + bytes, 0);
}
