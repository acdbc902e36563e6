import { readFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { z } from 'zod';
import { makeFolders } from '../disk/make-folder.ts';
import { replaceFile } from '../disk/write-file.ts';

const recentSchema = z.array(z.object({ folder: z.string(), name: z.string(), openedAt: z.string() }));
export type RecentProjects = z.infer<typeof recentSchema>;

const KEPT = 12;

/** The projects that were open last, newest first. A list that cannot be read is an empty one: it only saves clicks. */
export async function readRecentProjects(path: string): Promise<RecentProjects> {
  try {
    return recentSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return [];
  }
}

/** Puts a project at the head of the list. */
export async function noteRecentProject(path: string, folder: string): Promise<RecentProjects> {
  const others = (await readRecentProjects(path)).filter((entry) => entry.folder !== folder);
  const recent = [{ folder, name: basename(folder), openedAt: new Date().toISOString() }, ...others].slice(
    0,
    KEPT,
  );
  await makeFolders(dirname(path));
  await replaceFile(path, Buffer.from(JSON.stringify(recent, null, 2)));
  return recent;
}
