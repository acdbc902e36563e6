import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DepthroomError } from '../../../contract/errors.ts';
import type { Pack } from '../../../contract/pack.ts';
import { hashFile } from '../../disk/hash-file.ts';
import type { LibraryPorts } from '../packs/host.ts';
import { startTransferClock } from '../packs/transfer-clock.ts';
import { downloadFile } from './download-file.ts';
import {
  bytesInStage,
  type DownloadRecord,
  type FetchedFile,
  fetchedFiles,
  partPath,
  sizeOf,
  writeRecord,
} from './download-record.ts';
import { hubPermission, PassingFailure } from './fetch-answer.ts';

export interface DownloadHooks {
  signal: AbortSignal;
  ports: Pick<LibraryPorts, 'stallMs' | 'retryMs'>;
  report(stage: string, fraction: number, secondsLeft: number | null): void;
  /** A token for repositories that ask for one. */
  token: string | undefined;
}

/** Attempts in a row that bring nothing new before a download is given up (it can be resumed). */
const ATTEMPTS = 5;
/** A server that asks to be left alone for longer is told about, and the download can be resumed. */
const LONGEST_WAIT_MS = 120_000;

/**
 * Brings all files of a pack into its stage. A file has its own name there once it is complete and its sha256 is right, and
 * another until then; so what is there can be trusted after a restart. Throws what ends the download.
 */
export async function downloadPack(
  stage: string,
  record: DownloadRecord,
  pack: Pack,
  { signal, ports, report, token }: DownloadHooks,
): Promise<void> {
  const files = fetchedFiles(record, pack);
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const clock = startTransferClock(await bytesInStage(stage, files), total);

  for (const wanted of files) {
    const { file, bytes } = wanted;
    if ((await sizeOf(join(stage, file))) === bytes) continue;
    let counted = Math.min(bytes, await sizeOf(partPath(stage, file)));
    const others = (await bytesInStage(stage, files)) - counted;
    await fetchWhole(stage, record, wanted, {
      signal,
      ports,
      token,
      reached(have) {
        if (have < counted) clock.reset(others + have);
        const told = clock.add(Math.max(0, have - counted));
        counted = have;
        if (told) report(`download ${file}`, told.fraction, told.secondsLeft);
      },
      checking: () => report(`check ${file}`, (others + bytes) / total, null),
    });
    await rename(partPath(stage, file), join(stage, file));
    delete record.versions[file];
    await writeRecord(stage, record);
  }
}

/** Tries until the part is complete and its sha256 is right. */
async function fetchWhole(
  stage: string,
  record: DownloadRecord,
  { file, url, bytes, sha256 }: FetchedFile,
  hooks: Omit<DownloadHooks, 'report'> & { reached(have: number): void; checking(): void },
): Promise<void> {
  const { signal, ports, token } = hooks;
  const part = partPath(stage, file);
  let farthest = await sizeOf(part);
  let failures = 0;
  for (;;) {
    let isOfOnePiece = false;
    try {
      await downloadFile(
        {
          url,
          file,
          part,
          bytes,
          version: record.versions[file] ?? null,
          ...(record.hub ? permissionOf(record.hub.id, token) : {}),
        },
        {
          signal,
          stallMs: ports.stallMs,
          reached: hooks.reached,
          async began(version) {
            isOfOnePiece = true;
            record.versions[file] = version;
            await writeRecord(stage, record);
          },
        },
      );
    } catch (thrown) {
      if (!(thrown instanceof PassingFailure)) throw thrown;
      const have = await sizeOf(part);
      failures = have > farthest ? 1 : failures + 1;
      farthest = Math.max(farthest, have);
      if (failures >= ATTEMPTS || thrown.waitMs > LONGEST_WAIT_MS)
        throw new DepthroomError(
          'download-failed',
          `Could not download ${file} in ${failures} attempts: ${thrown.message}; what is there is kept, so resume it later.`,
        );
      await sleep(Math.max(thrown.waitMs, ports.retryMs * 2 ** (failures - 1)), undefined, { signal }).catch(
        () => {
          throw new DepthroomError('cancelled', 'Stopped before it was finished.');
        },
      );
      continue;
    }
    hooks.checking();
    const received = await hashFile(part);
    if (received === sha256) return;
    await rm(part, { force: true });
    hooks.reached(0);
    // Pieces of two versions of a file make neither: worth one download in one piece.
    if (isOfOnePiece)
      throw new DepthroomError(
        'download-failed',
        `Expected ${file} to have sha256 ${sha256}, but received ${received}, and removed it; ask whoever offers the pack.`,
      );
  }
}

/** What goes along to the hub, and what is said where that is not enough. */
function permissionOf(id: string, token: string | undefined): { authorization?: string; permission: string } {
  return {
    ...(token ? { authorization: `Bearer ${token}` } : {}),
    permission: hubPermission(id, token),
  };
}
