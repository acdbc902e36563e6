import type { Sink } from '../disk/write-file.ts';

/** Bytes are handed to the disk in pieces of about this size, one being filled while the other is written. */
const CHUNK_BYTES = 1 << 20;

/** Where the next bytes go. */
export interface Place {
  bytes: Uint8Array<ArrayBuffer>;
  view: DataView;
  at: number;
}

/** Gathers small records into large pieces for a sink. */
export interface Packer {
  /**
   * Room for that many bytes, which the caller fills before the next call; its place in the piece is a multiple of `alignment` bytes, for
   * who looks at it as larger numbers. (The place in the file says nothing of that: a piece may begin anywhere in it.)
   */
  take(bytes: number, alignment?: number): Promise<Place>;
  /** Hands over what is left and waits for the disk. */
  finish(): Promise<void>;
}

/**
 * Gathers small records into pieces of a megabyte for a sink, one being filled while the other is written. Its calls throw `cancelled`,
 * `no-space`, `no-permission` or `internal` where the sink did.
 */
export function createPacker(sink: Sink): Packer {
  const places = [placeOf(CHUNK_BYTES), placeOf(CHUNK_BYTES)];
  let turn = 0;
  let filled = 0;
  let writing = Promise.resolve();

  async function flush(): Promise<void> {
    await writing;
    if (filled === 0) return;
    writing = sink(places[turn].bytes.subarray(0, filled));
    // Whoever awaits next is told; until then nobody else must be.
    writing.catch(() => undefined);
    turn ^= 1;
    filled = 0;
  }

  return {
    async take(bytes, alignment = 1) {
      if (filled + bytes > places[turn].bytes.length || filled % alignment !== 0) {
        await flush();
        if (bytes > places[turn].bytes.length) places[turn] = placeOf(bytes);
      }
      const place = places[turn];
      place.at = filled;
      filled += bytes;
      return place;
    },
    async finish() {
      await flush();
      await writing;
    },
  };
}

/** Room of its own for that many bytes, all zero. */
export function placeOf(bytes: number): Place {
  const array = new Uint8Array(bytes);
  return { bytes: array, view: new DataView(array.buffer), at: 0 };
}

/**
 * Hands over text line by line in large pieces, as UTF-8. Throws `cancelled`, `no-space`, `no-permission` or
 * `internal` where the sink does.
 */
export async function packText(packer: Packer, text: string): Promise<void> {
  const bytes = Buffer.from(text);
  const { bytes: room, at } = await packer.take(bytes.length);
  room.set(bytes, at);
}
