import { damaged } from '../limits.ts';
import type { DecodeBlock, ExrBlock, RowReader } from './exr-block.ts';
import { attribute, int32s } from './header-bytes.ts';
import type { ExrHeader } from './read-exr-header.ts';
import { dwaRows } from './unpack-dwa.ts';

/** three looks for zero bytes beyond the end. */
const PADDING = 64;

/**
 * Reads blocks of B44, B44A, DWAA and DWAB with three's EXRLoader. It trusts what it reads and knows only channels called R, G, B
 * and Y, so it is given a new file of one block, with the wanted channel as Y, whose lengths were checked here.
 *
 * Throws `bad-input` where the channels are packed in a way that it does not read.
 */
export async function createThreeRows(header: ExrHeader, chosen: number, name: string): Promise<RowReader> {
  const { compression, channels, width } = header;
  const decode = await loadDecoder();
  if (compression.name.startsWith('dwa')) return dwaRows(header, chosen, name, decode);
  if (channels.some(({ type }) => type === 'uint32')) {
    const used = compression.name.toUpperCase();
    throw damaged(
      name,
      `it has a channel of whole numbers, which is not read with ${used}; save it with ZIP`,
    );
  }
  const renamed = channels.map((channel, k) => ({ ...channel, name: k === chosen ? 'Y' : `other${k}` }));
  return (packed, lines) => {
    if (packed.length < leastB44Bytes(header, lines)) throw damaged(name);
    return decode({ channels: renamed, compression, width, lines, packed });
  };
}

/** three is loaded by those only who need it. The channel Y comes back, or R where there are R, G and B. */
async function loadDecoder(): Promise<DecodeBlock> {
  const { EXRLoader } = await import('three/addons/loaders/EXRLoader.js');
  const { FloatType, RedFormat } = await import('three');
  const loader = new EXRLoader().setDataType(FloatType).setOutputFormat(RedFormat);
  return (block) => {
    const { width, lines } = block;
    const { data } = loader.parse(fileOf(block));
    if (!(data instanceof Float32Array) || data.length !== width * lines) throw new RangeError('no rows');
    const out = new Float32Array(data.length);
    // The loader starts at the bottom.
    for (let y = 0; y < lines; y++)
      out.set(data.subarray((lines - 1 - y) * width, (lines - y) * width), y * width);
    return out;
  };
}

/** A whole file of one block (OpenEXR File Layout). */
function fileOf({ channels, compression, width, lines, packed }: ExrBlock): ArrayBuffer {
  const window = int32s(0, 0, width - 1, lines - 1);
  const list = channels.flatMap(({ name, type }) => [
    Buffer.from(`${name}\0`, 'latin1'),
    int32s(['uint32', 'float16', 'float32'].indexOf(type), 0, 1, 1),
  ]);
  // What is no shorter than its rows the loader would take for the rows themselves; it finds the end of packed ones without this.
  const rowBytes = width * channels.reduce((sum, { bytesPerSample }) => sum + bytesPerSample, 0);
  const length = Math.min(packed.length, lines * rowBytes - 1);
  const file = Buffer.concat([
    Buffer.from([0x76, 0x2f, 0x31, 0x01, 2, 0, 0, 0]),
    attribute('channels', 'chlist', Buffer.concat([...list, Buffer.alloc(1)])),
    attribute('compression', 'compression', Buffer.from([compression.code])),
    attribute('dataWindow', 'box2i', window),
    attribute('displayWindow', 'box2i', window),
    attribute('lineOrder', 'lineOrder', Buffer.alloc(1)),
    // The end of the header, and a table of one offset, which the loader passes over.
    Buffer.alloc(1 + 8),
    int32s(0, length),
    packed,
    Buffer.alloc(PADDING),
  ]);
  return file.buffer.slice(file.byteOffset, file.byteOffset + file.length) as ArrayBuffer;
}

/** B44 (internal_b44.c): 14 bytes for four by four float16, of B44A three where all are equal; other types are not packed. */
function leastB44Bytes({ channels, compression, width }: ExrHeader, lines: number): number {
  const squares = Math.ceil(width / 4) * Math.ceil(lines / 4);
  return channels.reduce(
    (sum, { type }) =>
      sum + (type === 'float16' ? squares * (compression.name === 'b44a' ? 3 : 14) : 4 * width * lines),
    0,
  );
}
