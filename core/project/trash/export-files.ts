import { lstat, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isPlainFileName, isUuid } from '../../../contract/calls/stored.ts';
import { plainEntries, removePlainFile } from '../../disk/plain-entries.ts';

/** The folder of an export in a project; null where it is a link or not there. */
async function folderOf(exportsFolder: string, id: string): Promise<string | null> {
  if (!isUuid(id)) return null;
  const folder = join(exportsFolder, id);
  const facts = await lstat(folder).catch(() => null);
  return facts?.isDirectory() ? folder : null;
}

/**
 * Removes what an export wrote: the file, what lies beside it under the same name and more, and its folder. Whatever else somebody put
 * there stays, and so does the folder then.
 */
export async function removeExportFiles(exportsFolder: string, id: string, fileName: string): Promise<void> {
  const folder = await folderOf(exportsFolder, id);
  if (folder === null || !isPlainFileName(fileName)) return;
  for (const { name, isFolder } of await plainEntries(folder))
    if (!isFolder && (name === fileName || name.startsWith(`${fileName}.`)))
      removePlainFile(join(folder, name));
  await rmdir(folder).catch(() => undefined);
}
