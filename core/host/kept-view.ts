import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { makePrivateFolder } from '../disk/private-folder.ts';
import { replaceFile } from '../disk/write-file.ts';

/** What the page shows of a project is a few kilobytes; more is nothing that a page wrote. */
const MOST_BYTES = 4e6;

/** Beside the projects, not in them: what one person looks at is no part of what they hand on. */
function pathOf(dataFolder: string, projectFolder: string): string {
  const name = createHash('sha256').update(projectFolder).digest('hex').slice(0, 32);
  return join(dataFolder, 'views', `${name}.json`);
}

/** What was kept last for a project; empty where there is nothing, or nothing that can be read: then the page begins anew. */
export async function readView(dataFolder: string, projectFolder: string): Promise<Record<string, unknown>> {
  const path = pathOf(dataFolder, projectFolder);
  try {
    if ((await stat(path)).size > MOST_BYTES) return {};
    const view: unknown = JSON.parse(await readFile(path, 'utf8'));
    return typeof view === 'object' && view !== null && !Array.isArray(view) ? { ...view } : {};
  } catch {
    return {};
  }
}

/** Keeps what the page wants to find again, whole or not at all. Throws `no-space`, `no-permission` or `internal` where the disk refuses. */
export async function keepView(
  dataFolder: string,
  projectFolder: string,
  view: Record<string, unknown>,
): Promise<void> {
  await makePrivateFolder(join(dataFolder, 'views'));
  await replaceFile(pathOf(dataFolder, projectFolder), Buffer.from(JSON.stringify(view)));
}
