import { promisify } from 'node:util';
import { deflate } from 'node:zlib';

const deflateOff = promisify(deflate);

/** Pieces that are compressed at the same time, each on a thread of Node's pool. */
const AHEAD = 4;

/**
 * Compresses `count` pieces with zlib (RFC 1950; `level` 0..9) beside the event loop and hands them over in order. A piece is made when its
 * turn comes, so that only four are in memory. What `make` and `take` throw passes on.
 */
export async function deflateInOrder(
  count: number,
  make: (index: number) => Uint8Array,
  level: number,
  take: (packed: Uint8Array, raw: Uint8Array, index: number) => Promise<void>,
): Promise<void> {
  const waiting: { raw: Uint8Array; packed: Promise<Uint8Array> }[] = [];
  let made = 0;
  try {
    for (let index = 0; index < count; index++) {
      while (made < count && waiting.length < AHEAD) {
        const raw = make(made++);
        waiting.push({ raw, packed: deflateOff(raw, { level }) });
      }
      const next = waiting.shift();
      if (next) await take(await next.packed, next.raw, index);
    }
  } finally {
    // Where `take` failed, what is still at work may fail too, and nobody else would hear of it.
    await Promise.allSettled(waiting.map(({ packed }) => packed));
  }
}
