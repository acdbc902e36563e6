import type { Patch, Sink } from '../../disk/write-file.ts';
import { deflateInOrder } from '../deflate-in-order.ts';
import { attribute, int32s } from './header-bytes.ts';

/** One channel; half values are given as their bits. Rows are made when they are written. */
export type ExrChannel =
  | { name: string; type: 'float'; fillRow(row: number, out: Float32Array): void }
  | { name: string; type: 'half'; fillRow(row: number, out: Uint16Array): void };

/** A value of a header by its OpenEXR type. */
export type ExrValue =
  | { type: 'string'; value: string }
  | { type: 'float'; value: number }
  | { type: 'v2f' | 'chromaticities' | 'm44f'; value: readonly number[] };

export interface ExrPicture {
  width: number;
  height: number;
  pixelAspectRatio: number;
  /** Width of the picture on a plane at distance 1. */
  screenWindowWidth: number;
  channels: readonly ExrChannel[];
  attributes: Readonly<Record<string, ExrValue>>;
}

const MAGIC = [0x76, 0x2f, 0x31, 0x01];
/** Version 2, one part, scan lines, names of at most 31 bytes. */
const VERSION = [2, 0, 0, 0];
const HALF = 1;
const FLOAT = 2;
/** ZIP compresses 16 lines at a time. */
const ZIP = 3;
const LINES = 16;
/** What the OpenEXR library itself uses. */
const DEFLATE_LEVEL = 4;

/**
 * Writes OpenEXR 2.0: one part, scan lines from the top, ZIP compression (OpenEXR File Layout; the reordering and the
 * predictor are those of internal_zip.c). three's EXRExporter writes no Z, so this is ours.
 *
 * @param report share that is written, 0..1
 */
export async function writeExr(
  sink: Sink,
  patch: Patch,
  picture: ExrPicture,
  report: (share: number) => void,
): Promise<void> {
  const { width, height } = picture;
  const channels = [...picture.channels].sort((a, b) => (a.name < b.name ? -1 : 1));
  const header = headerBytes(picture, channels);
  const blocks = Math.ceil(height / LINES);
  const offsets = new BigUint64Array(blocks);
  await sink(header);
  await sink(new Uint8Array(offsets.buffer));
  let position = header.length + offsets.byteLength;
  const makeBlock = (index: number) => {
    const first = index * LINES;
    return reorder(lines(channels, width, first, Math.min(LINES, height - first)));
  };
  await deflateInOrder(blocks, makeBlock, DEFLATE_LEVEL, async (packed, reordered, index) => {
    // A block that would grow is stored as it is, and as it was.
    const body = packed.length < reordered.length ? packed : restore(reordered);
    const head = Buffer.alloc(8);
    head.writeInt32LE(index * LINES, 0);
    head.writeInt32LE(body.length, 4);
    offsets[index] = BigInt(position);
    await sink(head);
    await sink(body);
    position += head.length + body.length;
    report((index + 1) / blocks);
  });
  await patch(header.length, new Uint8Array(offsets.buffer));
}

/** Line after line, in each of them channel after channel. */
function lines(channels: readonly ExrChannel[], width: number, first: number, count: number): Uint8Array {
  const perLine = channels.reduce((sum, { type }) => sum + (type === 'half' ? 2 : 4), 0) * width;
  const out = new Uint8Array(count * perLine);
  const floats = new Float32Array(width);
  const halves = new Uint16Array(width);
  let at = 0;
  for (let row = first; row < first + count; row++) {
    for (const channel of channels) {
      if (channel.type === 'half') channel.fillRow(row, halves);
      else channel.fillRow(row, floats);
      const bytes = new Uint8Array(channel.type === 'half' ? halves.buffer : floats.buffer);
      out.set(bytes, at);
      at += bytes.length;
    }
  }
  return out;
}

/** Even bytes first, then the odd ones; then each as the difference from the one before, plus 128. */
function reorder(raw: Uint8Array): Uint8Array {
  const out = new Uint8Array(raw.length);
  const half = Math.ceil(raw.length / 2);
  for (let from = 0, to = 0; from < raw.length; from += 2, to++) {
    out[to] = raw[from];
    if (from + 1 < raw.length) out[half + to] = raw[from + 1];
  }
  for (let k = out.length - 1; k > 0; k--) out[k] = out[k] - out[k - 1] + 128;
  return out;
}

/** The way back. */
function restore(reordered: Uint8Array): Uint8Array {
  const bytes = reordered.slice();
  for (let k = 1; k < bytes.length; k++) bytes[k] = bytes[k] + bytes[k - 1] - 128;
  const half = Math.ceil(bytes.length / 2);
  const raw = new Uint8Array(bytes.length);
  for (let k = 0; k < bytes.length; k++) raw[k] = bytes[(k % 2 === 0 ? 0 : half) + (k >> 1)];
  return raw;
}

function headerBytes(picture: ExrPicture, channels: readonly ExrChannel[]): Buffer {
  const { width, height, pixelAspectRatio, screenWindowWidth, attributes } = picture;
  const window = int32s(0, 0, width - 1, height - 1);
  return Buffer.concat([
    Buffer.from([...MAGIC, ...VERSION]),
    attribute('channels', 'chlist', channelList(channels)),
    attribute('compression', 'compression', Buffer.from([ZIP])),
    attribute('dataWindow', 'box2i', window),
    attribute('displayWindow', 'box2i', window),
    attribute('lineOrder', 'lineOrder', Buffer.from([0])),
    attribute('pixelAspectRatio', 'float', float32s([pixelAspectRatio])),
    attribute('screenWindowCenter', 'v2f', float32s([0, 0])),
    attribute('screenWindowWidth', 'float', float32s([screenWindowWidth])),
    ...Object.entries(attributes).map(([name, { type, value }]) =>
      attribute(
        name,
        type,
        typeof value === 'string'
          ? Buffer.from(value, 'utf8')
          : float32s(typeof value === 'number' ? [value] : value),
      ),
    ),
    Buffer.from([0]),
  ]);
}

function channelList(channels: readonly ExrChannel[]): Buffer {
  const entries = channels.map(({ name, type }) =>
    Buffer.concat([
      Buffer.from(`${name}\0`, 'latin1'),
      // Type, pLinear with three reserved bytes, sampling in x and y.
      int32s(type === 'half' ? HALF : FLOAT, 0, 1, 1),
    ]),
  );
  return Buffer.concat([...entries, Buffer.from([0])]);
}

function float32s(values: readonly number[]): Buffer {
  return Buffer.from(Float32Array.from(values).buffer);
}
