import sharp from 'sharp';
import type { DepthCodes } from './embedded-depth.ts';

/** More than any phone stores: a picture that claims more is damaged or made to do harm. */
const MOST_PIXELS = 1 << 26;

/** The codes of a depth picture (PNG, JPEG or WebP in memory), of 8 or 16 bits, the first of its channels. Throws what the decoder says of a broken one. */
export async function decodeCodes(bytes: Buffer): Promise<DepthCodes> {
  const picture = sharp(bytes, { failOn: 'error', limitInputPixels: MOST_PIXELS, ignoreIcc: true });
  const { depth, channels, width, height } = await picture.metadata();
  const isWide = depth === 'ushort';
  const grey = channels > 1 ? picture.extractChannel(0) : picture;
  const { data } = await grey
    .toColourspace(isWide ? 'grey16' : 'b-w')
    .raw({ depth: isWide ? 'ushort' : 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const codes = isWide ? new Uint16Array(data.buffer, data.byteOffset, data.length / 2) : data;
  return { width, height, codes, largest: isWide ? 65_535 : 255 };
}
