import sharp from 'sharp';
import { checkGrowth, checkSize, damaged } from './limits.ts';
import type { NumberPlane } from './number-plane.ts';

/** Texts of a PNG by their keywords, the first of each. */
export type PngTexts = ReadonlyMap<string, string>;

/**
 * A grey PNG of 8 or 16 bits (PNG, third edition), its codes bit for bit, and its texts. Transparency is left out. Colour pictures of
 * depth are no measurement.
 *
 * Throws `bad-input` where it holds colours, its size cannot be, it would grow out of proportion, or it is damaged.
 */
export async function readPng(bytes: Buffer, name: string): Promise<NumberPlane & { texts: PngTexts }> {
  const picture = sharp(bytes, { limitInputPixels: false });
  const { width, height, channels, depth, hasAlpha, comments } = await picture.metadata();
  checkSize(width, height, name);
  if (channels - (hasAlpha ? 1 : 0) !== 1)
    throw damaged(name, 'it is a colour picture, expected one grey channel of 8 or 16 bits');
  const is16 = depth === 'ushort';
  checkGrowth(width * height * channels * (is16 ? 2 : 1), bytes.length, name);
  const grey = (hasAlpha ? picture.extractChannel(0) : picture).toColourspace(is16 ? 'grey16' : 'b-w');
  const raw = await grey.raw({ depth: is16 ? 'ushort' : 'uchar' }).toBuffer();
  const values = is16
    ? new Uint16Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.length) as ArrayBuffer)
    : new Uint8Array(raw);
  if (values.length !== width * height) throw damaged(name);
  const texts = new Map((comments ?? []).toReversed().map(({ keyword, text }) => [keyword, text]));
  return { width, height, values, storage: is16 ? 'uint16' : 'uint8', texts };
}
