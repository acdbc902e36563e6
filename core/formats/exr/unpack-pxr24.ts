import { inflateSync } from 'node:zlib';
import type { ExrChannelInfo } from './read-exr-header.ts';

/**
 * Rows of a block packed by PXR24 (internal_pxr24.c of OpenEXR): row after row and channel after channel, first the most significant bytes of all differences of
 * neighbours, then the next; of float32 only the upper three bytes are kept.
 *
 * Throws RangeError or an error of zlib where the bytes are damaged.
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
