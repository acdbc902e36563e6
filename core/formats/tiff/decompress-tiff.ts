import { inflateSync, zstdDecompressSync } from 'node:zlib';
import { damaged } from '../limits.ts';

/**
 * The bytes of a strip or tile: plain (1), LZW (5), Deflate (8, 32946), PackBits (32773) or Zstandard (50000, libtiff's), of which never
 * more than `length` are made.
 *
 * Throws `bad-input` where the compression is another one or the bytes are damaged; plain ones come back as they are.
 */
export function decompressTiff(packed: Buffer, compression: number, length: number, name: string): Buffer {
  try {
    switch (compression) {
      case 1:
        return packed;
      case 5:
        return unpackLzw(packed, length);
      case 8:
      case 32946:
        return inflateSync(packed, { maxOutputLength: length });
      case 32773:
        return unpackBits(packed, length);
      case 50000:
        return zstdDecompressSync(packed, { maxOutputLength: length });
    }
  } catch {
    throw damaged(name);
  }
  throw damaged(name, `its compression (${compression}) is not read here; save it with Deflate, LZW or none`);
}

/** PackBits (TIFF 6.0, §9): a count of bytes to copy, or a byte to repeat. */
function unpackBits(packed: Buffer, length: number): Buffer {
  const out = Buffer.alloc(length);
  let to = 0;
  for (let at = 0; at < packed.length && to < length; ) {
    const count = packed.readInt8(at++);
    if (count >= 0) {
      to += packed.copy(out, to, at, at + count + 1);
      at += count + 1;
    } else if (count !== -128) {
      out.fill(packed[at++], to, to + 1 - count);
      to += 1 - count;
    }
  }
  return out.subarray(0, to);
}

const CLEAR = 256;
const END = 257;

/** LZW (TIFF 6.0, §13): codes of 9 to 12 bits, most significant bit first, one code early. */
function unpackLzw(packed: Buffer, length: number): Buffer {
  const out = Buffer.alloc(length);
  // An entry is what was written before it began (its prefix, a place in `out`) and one byte more.
  const start = new Int32Array(4096);
  const size = new Int32Array(4096);
  let to = 0;
  let bits = 9;
  let next = END + 1;
  let previous = -1;
  let at = 0;
  while (to < length && at + bits <= packed.length * 8) {
    let code = 0;
    for (let b = 0; b < bits; b++, at++) code = (code << 1) | ((packed[at >> 3] >> (7 - (at & 7))) & 1);
    if (code === END) break;
    if (code === CLEAR) {
      bits = 9;
      next = END + 1;
      previous = -1;
      continue;
    }
    const begin = to;
    if (code < CLEAR) out[to++] = code;
    else {
      // The entry that is being made right now is the previous one with its own first byte behind it: copying byte by byte does that.
      if (code > next || (code === next && previous < 0)) throw new RangeError('damaged LZW data');
      const from = code === next ? previous : start[code];
      const count = code === next ? begin - previous + 1 : size[code];
      for (let k = 0; k < count && to < length; k++) out[to++] = out[from + k];
    }
    if (previous >= 0 && next < 4096) {
      start[next] = previous;
      size[next] = begin - previous + 1;
      next++;
    }
    previous = begin;
    if (next + 1 >= 1 << bits && bits < 12) bits++;
  }
  return out.subarray(0, to);
}
