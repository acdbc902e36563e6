import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { DepthroomError } from '../../contract/errors.ts';
import { systemFailure } from './system-failure.ts';

export interface CopyOptions {
  signal: AbortSignal;
  /** Told with each piece: how many bytes it had. */
  onBytes(bytes: number): void;
}

/** Copies a file and brings it to the disk. Answers with the sha256 of what was read. Throws `cancelled` when told to stop. */
export async function copyFile(from: string, to: string, { signal, onBytes }: CopyOptions): Promise<string> {
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
    if (signal.aborted) throw new DepthroomError('cancelled', 'Stopped before it was finished.');
    throw systemFailure(thrown, `copy ${basename(from)}`);
  }
  return hash.digest('hex');
}
