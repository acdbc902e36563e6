import sharp, { type Metadata } from 'sharp';
import { plainTiff } from '../../formats/tiff/plain-tiff.ts';
import type { Samples } from '../colour/to-srgb.ts';

/** What is known of a photo before its pixels are: the words of the decoder, for files that it does not know as well. */
export type PhotoMetadata = Pick<
  Metadata,
  | 'width'
  | 'height'
  | 'channels'
  | 'depth'
  | 'space'
  | 'hasAlpha'
  | 'hasProfile'
  | 'icc'
  | 'exif'
  | 'xmpAsString'
  | 'iptc'
  | 'orientation'
  | 'bitsPerSample'
>;

/** How a file wants to be read that the decoder alone would misunderstand. */
export interface Reading {
  /** Makes a file that the decoder understands, of the same orientation. */
  plain?: () => Promise<Buffer>;
  /** Left out: what the decoder says. */
  metadata?: PhotoMetadata;
  /** Which of several pictures in the file it is. */
  page?: number;
  /** What the colours are, where no profile says it. */
  colour?: string;
  /** For a person, on what was done. */
  notes?: string[];
}

/** The pixels of a file as they are stored, whatever its profile says; not oriented. */
export async function rawSamples(
  input: string | Buffer,
  { depth, space }: PhotoMetadata,
  maximumPixels: number,
): Promise<Samples> {
  const isWide = depth === 'ushort';
  const isGrey = String(space) === 'grey16' || String(space) === 'b-w';
  const { data, info } = await sharp(input, {
    failOn: 'error',
    limitInputPixels: maximumPixels,
    ignoreIcc: true,
  })
    .toColourspace(isGrey ? (isWide ? 'grey16' : 'b-w') : isWide ? 'rgb16' : 'srgb')
    .raw({ depth: isWide ? 'ushort' : 'uchar' })
    .toBuffer({ resolveWithObject: true });
  return {
    width: info.width,
    height: info.height,
    data: isWide ? new Uint16Array(data.buffer, data.byteOffset, data.length / 2) : data,
    channels: info.channels as Samples['channels'],
  };
}

/** Pixels in memory as a file that the decoder understands. */
export function tiffOfSamples(samples: Samples, orientation: number, icc?: Buffer): Buffer {
  const { channels } = samples;
  return plainTiff({
    ...samples,
    photometric: channels < 3 ? 'grey' : 'rgb',
    hasAlpha: channels % 2 === 0,
    orientation,
    icc,
  });
}
