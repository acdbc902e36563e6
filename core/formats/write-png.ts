import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { DepthroomError } from '../../contract/errors.ts';

/**
 * A 16-bit grey PNG (PNG, third edition) of `[height, width]` codes, without a colour profile, gamma or sRGB chunk: its samples are numbers, not
 * light, and no program may convert them.
 */
export function grey16Png(codes: Uint16Array, width: number, height: number): Promise<Buffer> {
  return sharp(codes, { raw: { width, height, channels: 1 }, limitInputPixels: false })
    .toColourspace('grey16')
    .png({ compressionLevel: 6, adaptiveFiltering: true })
    .toBuffer();
}

/** The same with 8 bits. */
export function grey8Png(codes: Uint8Array, width: number, height: number): Promise<Buffer> {
  return sharp(codes, { raw: { width, height, channels: 1 }, limitInputPixels: false })
    .toColourspace('b-w')
    .png({ compressionLevel: 6 })
    .toBuffer();
}

/** A 16-bit PNG of `[height, width, 3]` codes that are numbers, not light, as those of `grey16Png`. */
export function rgb16Png(codes: Uint16Array, width: number, height: number): Promise<Buffer> {
  return sharp(codes, { raw: { width, height, channels: 3 }, limitInputPixels: false })
    .toColourspace('rgb16')
    .png({ compressionLevel: 6, adaptiveFiltering: true })
    .toBuffer();
}

/** An 8-bit sRGB PNG (PNG, third edition) of `[height, width, 3]` codes. */
export function rgbPng(rgb: Uint8Array, width: number, height: number): Promise<Buffer> {
  return sharp(rgb, { raw: { width, height, channels: 3 }, limitInputPixels: false })
    .png({ compressionLevel: 6 })
    .toBuffer();
}

/** A chunk of a PNG: its type of four letters, and what is in it. */
export interface PngChunk {
  type: string;
  data: Uint8Array;
}

/**
 * The pieces of a PNG with `tEXt` chunks (PNG, third edition, §11.3.3.3) added before its pixels. Keywords are 1..79
 * characters; texts are printable ASCII. Neither libvips nor sharp can write text of one's own.
 *
 * Throws `internal` where a keyword or a text has other characters.
 */
export function withText(
  png: Uint8Array,
  texts: Record<string, string>,
  further: readonly PngChunk[] = [],
): Uint8Array[] {
  // Signature (8 bytes), then IHDR: length, type, 13 bytes, checksum.
  const afterHeader = 8 + 4 + 4 + 13 + 4;
  const chunks = [
    ...Object.entries(texts).map(([keyword, text]) => textChunk(keyword, text)),
    ...further.map(({ type, data }) => framed(Buffer.concat([Buffer.from(type, 'latin1'), data]))),
  ];
  return [png.subarray(0, afterHeader), ...chunks, png.subarray(afterHeader)];
}

function textChunk(keyword: string, text: string): Uint8Array {
  if (!/^[\x21-\x7e](?:[\x20-\x7e]{0,77}[\x21-\x7e])?$/.test(keyword) || !/^[\x20-\x7e]*$/.test(text)) {
    throw new DepthroomError(
      'internal',
      `Expected printable ASCII for a PNG text, but received "${keyword}".`,
    );
  }
  return framed(Buffer.from(`tEXt${keyword}\0${text}`, 'latin1'));
}

/** A chunk with its length and its checksum; `body` begins with its type. */
function framed(body: Buffer): Uint8Array {
  const chunk = Buffer.alloc(4 + body.length + 4);
  chunk.writeUInt32BE(body.length - 4, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), 4 + body.length);
  return chunk;
}
