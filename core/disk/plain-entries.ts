import { lstatSync, unlinkSync } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DepthroomError } from '../../contract/errors.ts';
import { systemFailure } from './system-failure.ts';

/** Names in a folder that lead to what they seem to be: links are left out. None where the folder is not there or is itself a link. */
export async function plainEntries(folder: string): Promise<{ name: string; isFolder: boolean }[]> {
  const facts = await lstat(folder).catch(() => null);
  if (!facts?.isDirectory()) return [];
  return (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => entry.isFile() || entry.isDirectory())
    .map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() }));
}

/** Whether a path is a file itself, and not a link to one. */
export function isPlainFile(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** Removes a file; anything else that lies there, links included, stays. Throws `no-permission` or `internal` where the system refuses. */
export function removePlainFile(path: string): void {
  try {
    if (isPlainFile(path)) unlinkSync(path);
  } catch (thrown) {
    throw systemFailure(thrown, 'remove a file of the project');
  }
}

/** What is not there is fine. Throws `bad-input` where a folder of a project is a link, or no folder at all. */
export async function refuseLinkedFolder(parent: string, name: string): Promise<void> {
  const facts = await lstat(join(parent, name)).catch(() => null);
  if (!facts || facts.isDirectory()) return;
  throw new DepthroomError(
    'bad-input',
    `Expected "${name}" in the project ${parent} to be a folder of its own, but it is ${facts.isSymbolicLink() ? 'a link to another place' : 'a file'}; replace it by the folder itself.`,
  );
}
