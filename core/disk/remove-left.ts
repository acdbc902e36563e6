import { rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';

/*
 * For what work leaves behind. It never fails: what the work itself threw is the failure to be told, and what cannot go (a folder that
 * became read-only, a disk that is gone) is taken later by whoever collects what ended processes left.
 */

/** Removes a file that nobody needs any more; a folder that lies in its place stays. Never fails. */
export async function removeLeftFile(path: string): Promise<void> {
  await rm(path, { force: true }).catch(() => undefined);
}

/** As `removeLeftFile`, where nothing may come between. Never fails. */
export function removeLeftFileNow(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {}
}

/** Removes a folder that nobody needs any more, with all that is in it. Never fails. */
export async function removeLeftFolder(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true }).catch(() => undefined);
}
