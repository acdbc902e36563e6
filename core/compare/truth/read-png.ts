import sharp from 'sharp';
import { undoGreyScale } from './own-grey-scale.ts';
import { checkSize, damaged, type RawTruth } from './raw-truth.ts';

/** A grey PNG of 8 or 16 bits, its codes bit for bit. Colour pictures of depth are no measurement and are refused. */
export async function readPng(bytes: Buffer, name: string): Promise<RawTruth> {
  const picture = sharp(bytes, { limitInputPixels: false });
  const { width, height, channels, depth, hasAlpha, comments } = await picture.metadata();
  checkSize(width, height, name);
  if (channels - (hasAlpha ? 1 : 0) !== 1)
    throw damaged(name, 'it is a colour picture, expected one grey channel of 8 or 16 bits');
  const is16 = depth === 'ushort';
  const grey = (hasAlpha ? picture.extractChannel(0) : picture).toColourspace(is16 ? 'grey16' : 'b-w');
  const raw = await grey.raw({ depth: is16 ? 'ushort' : 'uchar' }).toBuffer();
  const values = is16
    ? new Uint16Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.length))
    : new Uint8Array(raw);
  if (values.length !== width * height) throw damaged(name);
  const truth: RawTruth = {
    format: 'png',
    width,
    height,
    values,
    storage: is16 ? 'uint16' : 'uint8',
    notes: [],
  };
  return undoGreyScale(truth, comments?.find(({ keyword }) => keyword === 'Depthroom')?.text);
}
