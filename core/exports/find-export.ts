import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { isPlainFile } from '../disk/plain-entries.ts';
import type { Project } from '../project/project.ts';

/** Where the file of a finished export lies; null where it is not finished, not there, or a link to another place. */
export function findExport(
  { exports, exportsFolder }: Project,
  exportId: string,
): { path: string; fileName: string } | null {
  const row = exports.find(exportId);
  if (row?.state !== 'done') return null;
  const folder = join(exportsFolder, row.id);
  const path = join(folder, row.fileName);
  const isOwn = lstatSync(folder, { throwIfNoEntry: false })?.isDirectory() && isPlainFile(path);
  return isOwn ? { path, fileName: row.fileName } : null;
}
