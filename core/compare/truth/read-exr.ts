import { inflateSync } from 'node:zlib';
import { checkSize, damaged, fromHalf, type RawTruth } from './raw-truth.ts';

interface Channel {
  name: string;
  /** 0 uint32, 1 half, 2 float32. */
  type: number;
  bytes: number;
}

/** What depth is called in EXR files, best first: Z by convention, Y where a grey picture was written. */
const DEPTH_NAMES = [/^Z$/, /(^|\.)Z$/i, /depth/i, /disp/i, /^Y$/, /^R$/];

/**
 * One channel of a scan-line OpenEXR file (OpenEXR file layout, openexr.com), uncompressed or with RLE, ZIPS or ZIP. Tiles, deep
 * data, several parts and the lossy or wavelet compressions are refused with a sentence.
 */
export function readExr(bytes: Buffer, name: string): RawTruth {
  const version = bytes.readUInt32LE(4);
  if (version & 0x1a00)
    throw damaged(name, 'it has tiles, deep data or several parts; save it as one scan-line image');
  const { attributes, end } = readHeader(bytes);
  const window = attributes.get('dataWindow');
  const compression = attributes.get('compression')?.[0] ?? 0;
  const list = attributes.get('channels');
  if (!window || !list) throw damaged(name);
  const channels = readChannels(list);
  const width = window.readInt32LE(8) - window.readInt32LE(0) + 1;
  const height = window.readInt32LE(12) - window.readInt32LE(4) + 1;
  checkSize(width, height, name);
  const linesPerBlock = [1, 1, 1, 16][compression];
  if (linesPerBlock === undefined)
    throw damaged(name, 'its compression is not read here; save it with ZIP or without compression');

  const chosen = chooseChannel(channels);
  if (!chosen) throw damaged(name, 'it has no channel');
  const rowBytes = channels.reduce((sum, channel) => sum + channel.bytes * width, 0);
  const before = channels
    .slice(0, channels.indexOf(chosen))
    .reduce((sum, channel) => sum + channel.bytes * width, 0);
  const values = new Float32Array(width * height);
  const firstLine = window.readInt32LE(4);
  for (let block = 0; block < Math.ceil(height / linesPerBlock); block++) {
    const at = Number(bytes.readBigUInt64LE(end + 8 * block));
    const line = bytes.readInt32LE(at) - firstLine;
    const lines = Math.min(linesPerBlock, height - line);
    const packed = bytes.subarray(at + 8, at + 8 + bytes.readInt32LE(at + 4));
    const raw = unpack(packed, compression, lines * rowBytes);
    if (line < 0 || raw.length < lines * rowBytes) throw damaged(name);
    for (let y = 0; y < lines; y++)
      readRow(raw, y * rowBytes + before, chosen, values, (line + y) * width, width);
  }
  const others = channels.filter((channel) => channel !== chosen).map((channel) => channel.name);
  const notes = [
    `Read the channel ${chosen.name}${others.length > 0 ? `; also there: ${others.join(', ')}` : ''}.`,
  ];
  return {
    format: 'exr',
    width,
    height,
    values,
    storage: ['uint32', 'float16', 'float32'][chosen.type],
    notes,
  };
}

function readHeader(bytes: Buffer): { attributes: Map<string, Buffer>; end: number } {
  const attributes = new Map<string, Buffer>();
  let at = 8;
  const text = () => {
    const end = bytes.indexOf(0, at);
    if (end < 0) throw new RangeError('no end of text');
    const found = bytes.toString('latin1', at, end);
    at = end + 1;
    return found;
  };
  for (;;) {
    const key = text();
    if (key === '') return { attributes, end: at };
    text();
    const size = bytes.readInt32LE(at);
    attributes.set(key, bytes.subarray(at + 4, at + 4 + size));
    at += 4 + size;
  }
}

function readChannels(list: Buffer): Channel[] {
  const channels: Channel[] = [];
  for (let at = 0; list[at] !== 0; ) {
    const end = list.indexOf(0, at);
    const type = list.readInt32LE(end + 1);
    channels.push({ name: list.toString('latin1', at, end), type, bytes: type === 1 ? 2 : 4 });
    at = end + 17;
  }
  return channels;
}

function chooseChannel(channels: readonly Channel[]): Channel | undefined {
  for (const pattern of DEPTH_NAMES) {
    const found = channels.find((channel) => pattern.test(channel.name));
    if (found) return found;
  }
  return channels[0];
}

/** A block as it was before it was packed: RLE and ZIP also split the bytes into halves and store their differences. */
function unpack(packed: Buffer, compression: number, length: number): Buffer {
  if (compression === 0 || packed.length === length) return packed;
  const halves =
    compression === 1 ? unpackRuns(packed, length) : inflateSync(packed, { maxOutputLength: length });
  for (let i = 1; i < halves.length; i++) halves[i] = (halves[i - 1] + halves[i] - 128) & 0xff;
  const out = Buffer.alloc(halves.length);
  const half = (halves.length + 1) >> 1;
  for (let i = 0; i < halves.length; i++) out[i] = halves[i % 2 === 0 ? i >> 1 : half + (i >> 1)];
  return out;
}

function unpackRuns(packed: Buffer, length: number): Buffer {
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
  return out;
}

function readRow(
  raw: Buffer,
  from: number,
  channel: Channel,
  values: Float32Array,
  to: number,
  width: number,
): void {
  for (let x = 0; x < width; x++) {
    const at = from + x * channel.bytes;
    values[to + x] =
      channel.type === 2
        ? raw.readFloatLE(at)
        : channel.type === 1
          ? fromHalf(raw.readUInt16LE(at))
          : raw.readUInt32LE(at);
  }
}
