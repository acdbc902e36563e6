import { inflateSync } from 'node:zlib';
import type { ExrChannelInfo } from './read-exr-header.ts';

/*
 * Each of these gives the rows of a block as they were before they were packed, `length` bytes at most, or throws a RangeError or an
 * error of zlib where the packed bytes are damaged.
 */

/** Deflate with a predictor over split bytes (internal_zip.c of OpenEXR). */
export function unpackZip(packed: Buffer, length: number): Buffer {
  return restoreBytes(inflateSync(packed, { maxOutputLength: length }));
}

/** Runs of bytes with the same predictor (internal_rle.c): a count below zero copies so many, another repeats one byte. */
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

/**
 * PXR24 (internal_pxr24.c): row after row and channel after channel, first the most significant bytes of all differences of
 * neighbours, then the next; of float32 only the upper three bytes are kept.
 */
export function unpackPxr24(
  packed: Buffer,
  channels: readonly ExrChannelInfo[],
  width: number,
  lines: number,
): Buffer {
  const packedBytes = ({ type }: ExrChannelInfo) => ({ uint32: 4, float16: 2, float32: 3 })[type];
  const sum = (of: (channel: ExrChannelInfo) => number) =>
    channels.reduce((total, channel) => total + of(channel), 0) * width * lines;
  const expected = sum(packedBytes);
  const planes = inflateSync(packed, { maxOutputLength: expected });
  if (planes.length < expected) throw new RangeError('too few bytes');
  const out = Buffer.alloc(sum(({ bytesPerSample }) => bytesPerSample));
  let from = 0;
  let to = 0;
  for (let y = 0; y < lines; y++)
    for (const channel of channels) {
      const bytes = packedBytes(channel);
      const size = channel.bytesPerSample;
      for (let x = 0, value = 0; x < width; x++, to += size) {
        let difference = 0;
        for (let b = 0; b < bytes; b++) difference = (difference << 8) | planes[from + b * width + x];
        value = (value + (channel.type === 'float32' ? difference << 8 : difference)) | 0;
        if (size === 2) out.writeUInt16LE(value & 0xffff, to);
        else out.writeInt32LE(value, to);
      }
      from += bytes * width;
    }
  return out;
}

/** Undoes the differences, then puts the halves (even bytes, odd bytes) together again. */
function restoreBytes(halves: Buffer): Buffer {
  for (let i = 1; i < halves.length; i++) halves[i] = (halves[i - 1] + halves[i] - 128) & 0xff;
  const out = Buffer.alloc(halves.length);
  const half = (halves.length + 1) >> 1;
  for (let i = 0; i < halves.length; i++) out[i] = halves[i % 2 === 0 ? i >> 1 : half + (i >> 1)];
  return out;
}
