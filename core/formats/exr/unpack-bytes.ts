import { inflateSync } from 'node:zlib';

/**
 * Rows of a block packed by ZIP or ZIPS: deflate with a predictor over split bytes (internal_zip.c of OpenEXR), `length` bytes at most.
 *
 * Throws an error of zlib where the bytes are damaged or there are more.
 */
export function unpackZip(packed: Buffer, length: number): Buffer {
  return restoreBytes(inflateSync(packed, { maxOutputLength: length }));
}

/**
 * Rows of a block packed by RLE: runs of bytes with the same predictor (internal_rle.c): a count below zero copies so many, another repeats
 * one byte. Always `length` bytes.
 *
 * Throws RangeError where the bytes end within a run.
 */
export function unpackRle(packed: Buffer, length: number): Buffer {
  const out = Buffer.alloc(length);
  for (let at = 0, to = 0; at < packed.length && to < length; ) {
    const count = packed.readInt8(at++);
    if (count < 0) {
      packed.copy(out, to, at, at - count);
      at -= count;
      to -= count;
    } else {
      out.fill(packed[at++], to, to + count + 1);
      to += count + 1;
    }
  }
  return restoreBytes(out);
}

/** Undoes the differences, then puts the halves (even bytes, odd bytes) together again. */
function restoreBytes(halves: Buffer): Buffer {
  for (let i = 1; i < halves.length; i++) halves[i] = (halves[i - 1] + halves[i] - 128) & 0xff;
  const out = Buffer.alloc(halves.length);
  const half = (halves.length + 1) >> 1;
  for (let i = 0; i < halves.length; i++) out[i] = halves[i % 2 === 0 ? i >> 1 : half + (i >> 1)];
  return out;
}
