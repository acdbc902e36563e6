import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { systemFailure } from './system-failure.ts';
import { stopIfCancelled } from './write-file.ts';

/** How a copy can be stopped and followed. */
export interface CopyOptions {
  signal: AbortSignal;
  /** Told with each piece: how many bytes it had. */
  onBytes(bytes: number): void;
  /** What it is for, for a sentence ("back up the project"); left out: the file by its name. */
  what?: string;
}

/**
 * Copies a file in pieces of 1 MiB and brings it to the disk. Answers with the sha256 of what was read, in lower-case hexadecimal. Throws
 * `cancelled` once the signal says stop, `not-found`, `no-permission`, `no-space`, `bad-input` or `internal` where the system does not read
 * or write.
 */
export async function copyFile(
  from: string,
  to: string,
  { signal, onBytes, what = `copy ${basename(from)}` }: CopyOptions,
): Promise<string> {
  const hash = createHash('sha256');
  try {
    await pipeline(
      createReadStream(from, { highWaterMark: 1 << 20 }),
      async function* (pieces: AsyncIterable<Buffer>) {
        for await (const piece of pieces) {
          hash.update(piece);
          onBytes(piece.length);
          yield piece;
        }
      },
      createWriteStream(to, { flush: true }),
      { signal },
    );
  } catch (thrown) {
    stopIfCancelled(signal);
    throw systemFailure(thrown, what);
  }
  return hash.digest('hex');
}
