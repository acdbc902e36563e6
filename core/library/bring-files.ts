import { link, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { LIBRARY_WORK } from '../../contract/library.ts';
import { bytesInWords } from '../disk/bytes-in-words.ts';
import { copyFile } from '../disk/copy-file.ts';
import { requireSpace } from '../disk/disk-space.ts';
import { hashFile } from '../disk/hash-file.ts';
import { systemFailure } from '../disk/system-failure.ts';
import { stopIfCancelled } from '../disk/write-file.ts';
import type { LibraryHost } from './packs/host.ts';
import { startTransferClock } from './packs/transfer-clock.ts';

/** A file that is to lie in a stage. */
export interface WantedFile {
  /** The file itself, no link: onnxruntime opens no weights behind one. */
  from: string;
  /** Its name in the stage. */
  file: string;
}

/**
 * Brings files into a stage: as a second name of the same file (a hard link) where the disk allows, which takes no room and no time;
 * otherwise as a copy, for which there must be space. Answers with the sha256 of each by its name. Throws `no-space`, `cancelled`.
 */
export async function bringFiles(
  host: LibraryHost,
  stage: string,
  wanted: readonly WantedFile[],
  signal: AbortSignal,
): Promise<Map<string, string>> {
  const hashes = new Map<string, string>();
  for (const each of wanted) {
    const { file } = each;
    const copied = await layFile(host, stage, each, signal);
    if (copied === null)
      host.progress({ id: LIBRARY_WORK, stage: `check ${file}`, fraction: 0, secondsLeft: null });
    hashes.set(file, copied ?? (await hashFile(join(stage, file))));
    stopIfCancelled(signal);
  }
  return hashes;
}

/** One of them: null where it got a second name, else the sha256 of the copy. Throws `no-space`, `cancelled`. */
export async function layFile(
  host: LibraryHost,
  stage: string,
  { from, file }: WantedFile,
  signal: AbortSignal,
): Promise<string | null> {
  const to = join(stage, file);
  const { size } = await stat(from).catch((thrown) => {
    throw systemFailure(thrown, `read ${file}`);
  });
  const isLinked = await link(from, to).then(
    () => true,
    () => false,
  );
  if (isLinked) return null;
  await requireSpace(stage, size, host.ports.freeBytes);
  const clock = startTransferClock(0, size);
  const name = `copy ${file} (${bytesInWords(size)}, from another disk)`;
  const onBytes = (piece: number) => {
    const told = clock.add(piece);
    if (told) host.progress({ id: LIBRARY_WORK, stage: name, ...told });
  };
  return copyFile(from, to, { signal, onBytes });
}
