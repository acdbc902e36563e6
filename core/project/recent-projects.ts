import { basename } from 'node:path';
import { z } from 'zod';
import { keepWhole, readKept } from '../disk/kept/kept-json.ts';

const recentSchema = z.array(
  z.object({
    folder: z.string(),
    name: z.string(),
    openedAt: z.string(),
    /** When it was last open in the app, and not only for a command. */
    shownAt: z.string().optional(),
  }),
);
export type RecentProjects = z.infer<typeof recentSchema>;

const KEPT = 12;

/** The projects that were open last, newest first. A list that cannot be read is an empty one: it only saves clicks. */
export function readRecentProjects(path: string): Promise<RecentProjects> {
  return readKept(path, recentSchema, []);
}

/** The folder of the project that was last open in the app; undefined where none was. */
export function lastShown(recent: RecentProjects): string | undefined {
  const shown = recent.filter(({ shownAt }) => shownAt !== undefined);
  return shown.sort((a, b) => ((a.shownAt ?? '') < (b.shownAt ?? '') ? 1 : -1))[0]?.folder;
}

/** Puts a project at the head of the list; `isShown`: in the app. */
export async function noteRecentProject(
  path: string,
  folder: string,
  isShown: boolean,
): Promise<RecentProjects> {
  const all = await readRecentProjects(path);
  const openedAt = new Date().toISOString();
  const shownAt = isShown ? openedAt : all.find((entry) => entry.folder === folder)?.shownAt;
  const entry = { folder, name: basename(folder), openedAt, ...(shownAt !== undefined && { shownAt }) };
  const recent = [entry, ...all.filter((each) => each.folder !== folder)].slice(0, KEPT);
  await keepWhole(path, recent);
  return recent;
}
