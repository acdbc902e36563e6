import { checkGrowth, checkSize, damaged } from '../limits.ts';

/** One channel of a picture; its samples are there for every pixel. */
export interface ExrChannelInfo {
  name: string;
  type: 'uint32' | 'float16' | 'float32';
  bytesPerSample: number;
}

export interface ExrHeader {
  /** Size of the data window in pixels. */
  width: number;
  height: number;
  /** Number of the topmost row. */
  firstLine: number;
  compression: ExrCompression;
  /** In the order in which each row holds them. */
  channels: ExrChannelInfo[];
  /** Bytes of one unpacked row of all channels. */
  rowBytes: number;
  /** Where each block of rows begins in the file. */
  blockOffsets: number[];
}

/** Compressions by their codes, with the rows that are packed together. */
const COMPRESSIONS = [
  { code: 0, name: 'none', linesPerBlock: 1 },
  { code: 1, name: 'rle', linesPerBlock: 1 },
  { code: 2, name: 'zips', linesPerBlock: 1 },
  { code: 3, name: 'zip', linesPerBlock: 16 },
  { code: 4, name: 'piz', linesPerBlock: 32 },
  { code: 5, name: 'pxr24', linesPerBlock: 16 },
  { code: 6, name: 'b44', linesPerBlock: 32 },
  { code: 7, name: 'b44a', linesPerBlock: 32 },
  { code: 8, name: 'dwaa', linesPerBlock: 32 },
  { code: 9, name: 'dwab', linesPerBlock: 256 },
] as const;
export type ExrCompression = (typeof COMPRESSIONS)[number];

const TYPES = ['uint32', 'float16', 'float32'] as const;
/** Version flags (OpenEXR File Layout, "Version Field"): tiles, deep data, several parts. */
const NOT_SCAN_LINES = 0x1a00;
const MOST_CHANNELS = 1024;

/**
 * The header and the table of offsets of a scan-line OpenEXR file of one part (OpenEXR File Layout). All sizes are checked against the
 * file before anything is made for them.
 *
 * Throws `bad-input` where it is cut off or damaged, has tiles, deep data, several parts, subsampled channels or an unknown
 * compression, or would grow out of proportion.
 */
export function readExrHeader(bytes: Buffer, name: string): ExrHeader {
  if (bytes.length < 16) throw damaged(name);
  if (bytes.readUInt32LE(4) & NOT_SCAN_LINES)
    throw damaged(name, 'it has tiles, deep data or several parts; save it as one scan-line image');
  const { attributes, end } = readAttributes(bytes, name);
  const window = attributes.get('dataWindow');
  const list = attributes.get('channels');
  if (window?.length !== 16 || !list) throw damaged(name);
  const channels = readChannels(list, name);
  const width = window.readInt32LE(8) - window.readInt32LE(0) + 1;
  const firstLine = window.readInt32LE(4);
  const height = window.readInt32LE(12) - firstLine + 1;
  checkSize(width, height, name);
  const compression = COMPRESSIONS[attributes.get('compression')?.[0] ?? 0];
  if (!compression) throw damaged(name, 'its compression is not read here; save it with ZIP');
  const rowBytes = width * channels.reduce((sum, { bytesPerSample }) => sum + bytesPerSample, 0);
  checkGrowth(rowBytes * height, bytes.length, name);
  const blocks = Math.ceil(height / compression.linesPerBlock);
  // Each has an entry in the table, and eight bytes before its packed rows.
  if (end + 16 * blocks > bytes.length) throw damaged(name);
  const blockOffsets = Array.from({ length: blocks }, (_, k) => Number(bytes.readBigUInt64LE(end + 8 * k)));
  return { width, height, firstLine, compression, channels, rowBytes, blockOffsets };
}

/** Attributes by name: each a name, a type, a length and so many bytes; an empty name ends them. */
function readAttributes(bytes: Buffer, name: string): { attributes: Map<string, Buffer>; end: number } {
  const attributes = new Map<string, Buffer>();
  let at = 8;
  const text = () => {
    const end = bytes.indexOf(0, at);
    if (end < 0) throw damaged(name);
    const found = bytes.toString('latin1', at, end);
    at = end + 1;
    return found;
  };
  for (;;) {
    const key = text();
    if (key === '') return { attributes, end: at };
    text();
    if (at + 4 > bytes.length) throw damaged(name);
    const size = bytes.readInt32LE(at);
    if (size < 0 || at + 4 + size > bytes.length) throw damaged(name);
    attributes.set(key, bytes.subarray(at + 4, at + 4 + size));
    at += 4 + size;
  }
}

/** The list of channels: of each a name, a type, four bytes that are of no use here, and the sampling in x and y. */
function readChannels(list: Buffer, name: string): ExrChannelInfo[] {
  const channels: ExrChannelInfo[] = [];
  for (let at = 0; list[at] !== 0; ) {
    const end = list.indexOf(0, at);
    // One byte more ends the list: without it the end of the attribute is no end of it.
    if (end < 0 || end + 17 >= list.length || channels.length === MOST_CHANNELS) throw damaged(name);
    const type = TYPES[list.readInt32LE(end + 1)];
    if (!type) throw damaged(name);
    if (list.readInt32LE(end + 9) !== 1 || list.readInt32LE(end + 13) !== 1)
      throw damaged(name, 'its channels are of different sizes; save it without subsampling');
    const channelName = list.toString('latin1', at, end);
    channels.push({ name: channelName, type, bytesPerSample: type === 'float16' ? 2 : 4 });
    at = end + 17;
  }
  if (channels.length === 0) throw damaged(name, 'it has no channel');
  return channels;
}
