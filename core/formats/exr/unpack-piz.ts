import { unpackHuffman } from './huffman.ts';
import type { ExrChannelInfo } from './read-exr-header.ts';

const BITMAP_BYTES = 8192;
const VALUES = 1 << 16;

/**
 * Rows of a block packed by PIZ (ImfPizCompressor.cpp, ImfWav.cpp of OpenEXR): a bitmap of the 16-bit numbers that occur, then Huffman codes
 * of the wavelet coefficients of their places in it, channel after channel. Other than three's, it takes channels of several types.
 *
 * Throws RangeError where the bytes are damaged.
 */
export function unpackPiz(
  packed: Buffer,
  channels: readonly ExrChannelInfo[],
  width: number,
  lines: number,
): Buffer {
  const first = packed.readUInt16LE(0);
  const last = packed.readUInt16LE(2);
  if (last >= BITMAP_BYTES) throw new RangeError('bitmap');
  const bitmapBytes = Math.max(0, last - first + 1);
  const { values, largest } = valuesIn(packed.subarray(4, 4 + bitmapBytes), first);
  const at = 4 + bitmapBytes;
  const codes = packed.subarray(at + 4, at + 4 + packed.readUInt32LE(at));
  const wordsOf = ({ bytesPerSample }: ExrChannelInfo) => bytesPerSample / 2;
  const rowWords = width * channels.reduce((sum, channel) => sum + wordsOf(channel), 0);
  const words = unpackHuffman(codes, rowWords * lines);

  const out = new Uint16Array(words.length);
  let start = 0;
  let rowStart = 0;
  for (const channel of channels) {
    const size = wordsOf(channel);
    const length = width * size;
    const plane = words.subarray(start, start + length * lines);
    for (let word = 0; word < size; word++) undoWavelet(plane, word, width, size, lines, length, largest);
    for (let y = 0; y < lines; y++)
      for (let i = 0, to = y * rowWords + rowStart; i < length; i++)
        out[to++] = values[plane[y * length + i]];
    start += length * lines;
    rowStart += length;
  }
  return Buffer.from(out.buffer);
}

/** The numbers that occur, in order; 0 always does. */
function valuesIn(bitmap: Uint8Array, first: number): { values: Uint16Array; largest: number } {
  const values = new Uint16Array(VALUES);
  let count = 0;
  for (let value = 0; value < VALUES; value++) {
    const bits = bitmap[(value >> 3) - first] ?? 0;
    if (value === 0 || bits & (1 << (value & 7))) values[count++] = value;
  }
  return { values, largest: count - 1 };
}

/** Undoes the two-dimensional Haar wavelet in place; `stepX` and `stepY` lead to the next column and row. */
function undoWavelet(
  data: Uint16Array,
  start: number,
  columns: number,
  stepX: number,
  rows: number,
  stepY: number,
  largest: number,
): void {
  const undo = largest < 1 << 14 ? undoPair14 : undoPair16;
  let span = 1;
  while (2 * span <= Math.min(columns, rows)) span *= 2;
  for (let half = span >> 1; half >= 1; span = half, half >>= 1) {
    const [toX, toY] = [stepX * half, stepY * half];
    let y = 0;
    for (; y + span <= rows; y += span) {
      let x = 0;
      let at = start + y * stepY;
      for (; x + span <= columns; x += span, at += stepX * span) {
        undo(data, at, at + toY);
        undo(data, at + toX, at + toX + toY);
        undo(data, at, at + toX);
        undo(data, at + toY, at + toY + toX);
      }
      if (columns & half) undo(data, at, at + toY);
    }
    if ((rows & half) === 0) continue;
    for (let x = 0, at = start + y * stepY; x + span <= columns; x += span, at += stepX * span)
      undo(data, at, at + toX);
  }
}

/** Mean and difference to two numbers of at most 14 bits. */
function undoPair14(data: Uint16Array, low: number, high: number): void {
  const difference = (data[high] << 16) >> 16;
  const value = ((data[low] << 16) >> 16) + (difference & 1) + (difference >> 1);
  data[low] = value;
  data[high] = value - difference;
}

/** The same modulo 2^16. */
function undoPair16(data: Uint16Array, low: number, high: number): void {
  const difference = data[high];
  const second = (data[low] - (difference >> 1)) & 0xffff;
  data[low] = difference + second - 0x8000;
  data[high] = second;
}
