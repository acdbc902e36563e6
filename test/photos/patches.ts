import { crc32 } from 'node:zlib';
import sharp from 'sharp';

/** Codes of the patches of every test photo, as they stand in its file: 16 x 16 pixels each, in a row. */
export const PATCHES: readonly (readonly [number, number, number])[] = [
  [200, 60, 30],
  [30, 200, 60],
  [60, 30, 200],
  [240, 200, 40],
  [90, 160, 220],
  [128, 128, 128],
];
export const SIDE = 16;
export const WIDTH = SIDE * PATCHES.length;
export const HEIGHT = 16;

/** Interleaved samples of the patches; what `of` makes of a pixel's colour, place by place. */
export function samples(
  of: (rgb: readonly [number, number, number], x: number, y: number) => number[],
): number[] {
  const out: number[] = [];
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) out.push(...of(PATCHES[Math.floor(x / SIDE)], x, y));
  return out;
}

export const bytes = (values: number[]) => Uint8Array.from(values);
export const words = (values: number[]) => new Uint8Array(Uint16Array.from(values).buffer);
export const floats = (values: number[]) => new Uint8Array(Float32Array.from(values).buffer);

/** The patches as a PNG of 8 or 16 bits, with further chunks before its pixels. */
export async function png(
  bits: 8 | 16,
  chunks: [string, Buffer][] = [],
  channels: 3 | 1 = 3,
): Promise<Buffer> {
  const values = samples((rgb) => (channels === 3 ? [...rgb] : [rgb[1]]));
  const data = bits === 8 ? bytes(values) : Uint16Array.from(values, (value) => value * 257);
  const grey = bits === 8 ? 'b-w' : 'grey16';
  const made = await sharp(data, { raw: { width: WIDTH, height: HEIGHT, channels } })
    .toColourspace(channels === 1 ? grey : bits === 8 ? 'srgb' : 'rgb16')
    .png({ palette: false })
    .toBuffer();
  return withChunks(made, chunks);
}

/** A PNG with chunks behind its header. */
export function withChunks(file: Buffer, chunks: [string, Buffer][]): Buffer {
  const made = chunks.map(([type, data]) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const frame = Buffer.alloc(8 + body.length);
    frame.writeUInt32BE(data.length, 0);
    body.copy(frame, 4);
    frame.writeUInt32BE(crc32(body), 4 + body.length);
    return frame;
  });
  return Buffer.concat([file.subarray(0, 33), ...made, file.subarray(33)]);
}

export const gamma = (value: number) => {
  const body = Buffer.alloc(4);
  body.writeUInt32BE(Math.round(value * 100_000));
  return body;
};
export const chromaticities = (...values: number[]) => Buffer.concat(values.map(gamma));
export const P3 = [0.3127, 0.329, 0.68, 0.32, 0.265, 0.69, 0.15, 0.06];
