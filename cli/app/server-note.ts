import { readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { readSmallText } from '../../core/disk/kept/read-beginning.ts';
import { makeFolders } from '../../core/disk/make-folder.ts';
import { makePrivateFolder, PRIVATE_FILE, PRIVATE_FOLDER } from '../../core/disk/private-folder.ts';

/** What a server that runs leaves for `depthroom open`: its port, and a key that makes codes. Worth nothing once it has ended. */
const noteSchema = z.object({
  port: z.number().int().min(1).max(65535),
  openerKey: z.string().regex(/^[0-9a-f]{64}$/),
});
export type ServerNote = z.infer<typeof noteSchema>;

/** More is nothing that a server wrote. */
const MOST_BYTES = 10_000;

/** Only its owner may look into it: `<data folder>/servers`. */
export function serversFolder(dataFolder: string): string {
  return join(dataFolder, 'servers');
}

export async function writeServerNote(dataFolder: string, note: ServerNote): Promise<void> {
  const folder = serversFolder(dataFolder);
  await makePrivateFolder(dataFolder);
  await makeFolders(folder, PRIVATE_FOLDER);
  const path = join(folder, `${note.port}.json`);
  await rm(`${path}.part`, { force: true });
  await writeFile(`${path}.part`, JSON.stringify(note), { mode: PRIVATE_FILE, flag: 'wx' });
  await rename(`${path}.part`, path);
}

export async function removeServerNote(dataFolder: string, port: number): Promise<void> {
  await rm(join(serversFolder(dataFolder), `${port}.json`), { force: true });
}

/** Newest first. Of a server that was killed a note is still there; what cannot be read is passed over. */
export async function readServerNotes(dataFolder: string): Promise<ServerNote[]> {
  const folder = serversFolder(dataFolder);
  const found: { note: ServerNote; writtenAt: number }[] = [];
  for (const name of await readdir(folder).catch(() => [])) {
    if (!/^\d+\.json$/.test(name)) continue;
    const path = join(folder, name);
    const note = noteSchema.safeParse(parsed((await readSmallText(path, MOST_BYTES)) ?? ''));
    if (note.success) found.push({ note: note.data, writtenAt: (await stat(path)).mtimeMs });
  }
  return found.sort((a, b) => b.writtenAt - a.writtenAt).map(({ note }) => note);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
