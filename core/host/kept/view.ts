import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { keepWhole, readKept } from '../../disk/kept/kept-json.ts';

const viewSchema = z.record(z.string(), z.unknown());

/** Beside the projects, not in them: what one person looks at is no part of what they hand on. */
function pathOf(dataFolder: string, projectFolder: string): string {
  const name = createHash('sha256').update(projectFolder).digest('hex').slice(0, 32);
  return join(dataFolder, 'views', `${name}.json`);
}

/** What was kept last for a project; empty where there is nothing, or nothing that can be read: then the page begins anew. */
export function readView(dataFolder: string, projectFolder: string): Promise<Record<string, unknown>> {
  return readKept(pathOf(dataFolder, projectFolder), viewSchema, {});
}

/** Keeps what the page wants to find again, whole or not at all. Throws `no-space`, `no-permission` or `internal` where the disk refuses. */
export function keepView(
  dataFolder: string,
  projectFolder: string,
  view: Record<string, unknown>,
): Promise<void> {
  return keepWhole(pathOf(dataFolder, projectFolder), view);
}
