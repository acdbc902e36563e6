import { directoryBytes, longs, opaque, rational, shorts, type TiffEntry } from './write-directory.ts';

/** Pixels in memory: interleaved, of 8 or 16 bits. */
export interface PlainPicture {
  width: number;
  height: number;
  data: Uint8Array | Uint16Array;
  channels: number;
  /** What the channels are (TIFF 6.0, PhotometricInterpretation). */
  photometric: 'grey' | 'rgb' | 'cmyk';
  /** Whether the last channel is a transparency (not multiplied). */
  hasAlpha: boolean;
  /** EXIF orientation 1..8 of the pixels. */
  orientation: number;
  icc?: Buffer | undefined;
}

const PHOTOMETRIC = { grey: 1, rgb: 2, cmyk: 5 };

/** An uncompressed TIFF 6.0 of pixels in memory, for decoders that read nothing but files; together with its profile, where it has one. */
export function plainTiff(picture: PlainPicture): Buffer {
  const { width, height, data, channels, photometric, hasAlpha, orientation, icc } = picture;
  const pixels = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const each = (value: number) => Array<number>(channels).fill(value);
  const position = 8 + pixels.length + (pixels.length % 2);
  const colours = { grey: 1, rgb: 3, cmyk: 4 }[photometric];
  const entries: TiffEntry[] = [
    longs(256, [width]),
    longs(257, [height]),
    shorts(258, ...each(8 * data.BYTES_PER_ELEMENT)),
    shorts(259, 1),
    shorts(262, PHOTOMETRIC[photometric]),
    longs(273, [8]),
    shorts(274, orientation),
    shorts(277, channels),
    longs(278, [height]),
    longs(279, [pixels.length]),
    rational(282, 72),
    rational(283, 72),
    shorts(284, 1),
    ...(channels > colours ? [shorts(338, hasAlpha ? 2 : 0)] : []),
    ...(icc ? [opaque(34675, icc)] : []),
  ];
  const head = Buffer.from([0x49, 0x49, 42, 0, 0, 0, 0, 0]);
  head.writeUInt32LE(position, 4);
  return Buffer.concat([head, pixels, Buffer.alloc(pixels.length % 2), directoryBytes(entries, position)]);
}
