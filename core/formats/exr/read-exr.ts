import { DepthroomError } from '../../../contract/errors.ts';
import { floatsFromHalves } from '../../../models/pipeline/half.ts';
import { damaged } from '../limits.ts';
import type { NumberPlane } from '../number-plane.ts';
import type { RowReader } from './exr-block.ts';
import { type ExrHeader, readExrHeader } from './read-exr-header.ts';
import { unpackRle, unpackZip } from './unpack-bytes.ts';
import { unpackPiz } from './unpack-piz.ts';
import { unpackPxr24 } from './unpack-pxr24.ts';
import { createThreeRows } from './unpack-with-three.ts';

/** One channel of an OpenEXR file. */
export interface ExrPlane extends NumberPlane {
  values: Float32Array<ArrayBuffer>;
  /** The channel that was read. */
  channel: string;
  /** Names of the other ones. */
  others: string[];
}

/**
 * One channel of a scan-line OpenEXR file (OpenEXR File Layout, Technical Introduction), of any of its compressions: none, RLE, ZIPS, ZIP,
 * PIZ, PXR24, B44, B44A, DWAA, DWAB. float16 and uint32 become float32.
 *
 * @param choose the place of the wanted channel in a list of names
 *
 * Throws `bad-input` where `readExrHeader` does, a block is damaged, or its compression is used in a way that is not read.
 */
export async function readExr(
  bytes: Buffer,
  name: string,
  choose: (channels: readonly string[]) => number,
): Promise<ExrPlane> {
  const header = readExrHeader(bytes, name);
  const { width, height, channels, firstLine } = header;
  const { linesPerBlock } = header.compression;
  const names = channels.map((channel) => channel.name);
  const chosen = choose(names);
  const readRows = await createRowReader(header, chosen, name);
  const values = new Float32Array(width * height);
  const filled = new Uint8Array(header.blockOffsets.length);
  for (const offset of header.blockOffsets) {
    if (offset + 8 > bytes.length) throw damaged(name);
    const line = bytes.readInt32LE(offset) - firstLine;
    const length = bytes.readInt32LE(offset + 4);
    const block = line / linesPerBlock;
    if (!(filled[block] === 0) || length < 0 || offset + 8 + length > bytes.length) throw damaged(name);
    filled[block] = 1;
    const lines = Math.min(linesPerBlock, height - line);
    values.set(readRows(bytes.subarray(offset + 8, offset + 8 + length), lines), line * width);
  }
  return {
    width,
    height,
    values,
    storage: channels[chosen].type,
    channel: names[chosen],
    others: names.filter((_, k) => k !== chosen),
  };
}

async function createRowReader(header: ExrHeader, chosen: number, name: string): Promise<RowReader> {
  const { width, rowBytes, channels, compression } = header;
  const readPlain = plainRows(header, chosen);
  const isOurs = ['none', 'rle', 'zips', 'zip', 'piz', 'pxr24'].includes(compression.name);
  const readWithThree = isOurs ? null : await createThreeRows(header, chosen, name);
  const unpack = (packed: Buffer, lines: number): Buffer | Float32Array => {
    const length = lines * rowBytes;
    // What packing would have made longer is stored as it was.
    if (compression.name === 'none' || packed.length === length) return packed;
    if (readWithThree) return readWithThree(packed, lines);
    if (compression.name === 'rle') return unpackRle(packed, length);
    if (compression.name === 'piz') return unpackPiz(packed, channels, width, lines);
    if (compression.name === 'pxr24') return unpackPxr24(packed, channels, width, lines);
    return unpackZip(packed, length);
  };
  return (packed, lines) => {
    try {
      const rows = unpack(packed, lines);
      if (rows instanceof Float32Array) return rows;
      if (rows.length < lines * rowBytes) throw damaged(name);
      return readPlain(rows, lines);
    } catch (thrown) {
      throw thrown instanceof DepthroomError ? thrown : damaged(name);
    }
  };
}

/** Picks a channel out of unpacked rows, each of which holds channel after channel. */
function plainRows({ width, rowBytes, channels }: ExrHeader, chosen: number): RowReader {
  const { type, bytesPerSample } = channels[chosen];
  const before = width * channels.slice(0, chosen).reduce((sum, channel) => sum + channel.bytesPerSample, 0);
  const length = width * bytesPerSample;
  return (rows, lines) => {
    const samples = Buffer.from(new ArrayBuffer(lines * length));
    for (let y = 0; y < lines; y++)
      rows.copy(samples, y * length, y * rowBytes + before, y * rowBytes + before + length);
    if (type === 'float16') return floatsFromHalves(new Uint16Array(samples.buffer));
    return type === 'float32'
      ? new Float32Array(samples.buffer)
      : Float32Array.from(new Uint32Array(samples.buffer));
  };
}
