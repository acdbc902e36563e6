import { open, readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { systemFailure } from '../../disk/system-failure.ts';
import type { CheckpointSource, SourceFile } from './checkpoint-source.ts';

/** Folders of a checkpoint below its top: nothing else is looked into, however large the folder that was named. */
const PARTS = ['unet', 'vae', 'text_encoder', 'tokenizer', 'scheduler'];

/** A checkpoint on this disk, and where a file of it really lies. */
export interface DiskCheckpoint extends CheckpointSource {
  /** The file itself: links (the hub's cache is made of them) are followed. */
  pathOf(path: string): Promise<string>;
}

/** Opens a folder in the layout of diffusers or transformers. Throws `not-found`, `no-permission` where it cannot be read. */
export async function openDiskCheckpoint(
  folder: string,
  findPublished: (hubId: string) => CheckpointSource['published'],
): Promise<DiskCheckpoint> {
  const files = new Map<string, SourceFile>();
  for (const part of ['', ...PARTS]) {
    const names = await readdir(join(folder, part)).catch((thrown) => {
      if (part === '') throw systemFailure(thrown, `read the folder ${folder}`);
      return [];
    });
    for (const name of names) {
      const facts = await stat(join(folder, part, name)).catch(() => null);
      if (facts?.isFile())
        files.set(part === '' ? name : `${part}/${name}`, { bytes: facts.size, sha256: null });
    }
  }
  const hub = await hubOf(folder);
  const name = hub?.id ?? basename(await realpath(folder));
  return {
    name,
    hub,
    published: hub && findPublished(hub.id),
    files,
    read: (path, start, length) => readPiece(join(folder, path), start, length),
    pathOf: (path) =>
      realpath(join(folder, path)).catch((thrown) => {
        throw systemFailure(thrown, `read ${path}`);
      }),
  };
}

async function readPiece(path: string, start: number, length: number): Promise<Uint8Array> {
  const what = `read ${basename(path)}`;
  const handle = await open(path).catch((thrown) => {
    throw systemFailure(thrown, what);
  });
  try {
    const piece = Buffer.alloc(length);
    let filled = 0;
    while (filled < length) {
      const { bytesRead } = await handle.read(piece, filled, length - filled, start + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return piece.subarray(0, filled);
  } catch (thrown) {
    throw systemFailure(thrown, what);
  } finally {
    await handle.close();
  }
}

/** The hub's cache names its folders after what is in them: models--<owner>--<name>/snapshots/<commit>. */
async function hubOf(folder: string): Promise<CheckpointSource['hub']> {
  const words = folder.split(sep);
  const match = /^models--(.+?)--(.+)$/.exec(words.at(-3) ?? '');
  const commit = /^[0-9a-f]{40}$/.exec(words.at(-1) ?? '')?.[0];
  return match && commit && basename(dirname(folder)) === 'snapshots'
    ? { id: `${match[1]}/${match[2]}`, commit }
    : null;
}
