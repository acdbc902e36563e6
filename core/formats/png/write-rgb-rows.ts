import { promisify } from 'node:util';
import { crc32, createDeflate, type Deflate, deflate as deflateWhole } from 'node:zlib';
import { rgbPng } from '../write-png.ts';

/** A picture of `height` x `width` whose rows are made when they are asked for. */
export interface ColourRows {
  width: number;
  height: number;
  /** Puts the colours of row `y` into `colours`, as many as it is wide: red in bits 16 to 23, then green, then blue. */
  read(y: number, colours: Int32Array): void;
}

/** How a picture is packed: by what each row differs from the one above by, or as libpng does it with level 6 of zlib. */
export type Packing = 'differences' | 'whole';

/** Smaller pictures take no time either way. */
const MANY_PIXELS = 1 << 20;
/** Rows that are tried in one place, and in how many. */
const TRIED_ROWS = 16;
const TRIED_PLACES = 3;
/** By how much a picture may be larger where it is made in half the time. */
const MOST_GROWTH = 1.3;
/** zlib's, where little but zeros is to be packed. */
const LEVEL = 3;
/** Bytes of rows that are packed at a time: as many as stay in the processor's own memory. */
const BAND_BYTES = 1 << 18;
/** How the bytes of a row are told (PNG, third edition, §9.2): by what they differ from those above by. */
const UP = 2;
/** As libvips has it: a pixel is a millimetre. */
const PIXELS_PER_METRE = 1000;

/**
 * How the rows of a picture are best packed: differences take half the time, and are taken where some of the rows say that the file is hardly larger
 * for it, as where a small map was enlarged without corners. The rows are read for it and have to be made again.
 */
export async function packingOf(rows: ColourRows): Promise<Packing> {
  const { width, height } = rows;
  if (width * height < MANY_PIXELS || height < TRIED_PLACES * TRIED_ROWS) return 'whole';
  const count = TRIED_PLACES * TRIED_ROWS;
  const firsts = Array.from({ length: TRIED_PLACES }, (_, k) =>
    Math.floor(((k + 0.5) * height) / TRIED_PLACES),
  );
  // Each place with the row above it, by which its first one is told.
  const kept = firsts.map((first) =>
    Array.from({ length: 1 + TRIED_ROWS }, (_, k) => {
      const colours = new Int32Array(width);
      rows.read(first - 1 + k, colours);
      return colours;
    }),
  );
  const rowBytes = rowBytesOf(rows);
  const band = new Uint8Array(count * rowBytes);
  for (const [k, [above, ...place]] of kept.entries())
    for (const [y, colours] of place.entries())
      putDifferences(colours, y === 0 ? above : place[y - 1], band, (k * TRIED_ROWS + y) * rowBytes + 1);
  const tried = kept.flatMap(([, ...place]) => place);
  const read = (y: number, colours: Int32Array) => colours.set(tried[y]);
  const [quick, small] = await Promise.all([
    promisify(deflateWhole)(band, { level: LEVEL }),
    wholePng({ width, height: count, read }, () => {}),
  ]);
  return quick.length <= MOST_GROWTH * small.length ? 'differences' : 'whole';
}

/**
 * An 8-bit sRGB PNG (PNG, third edition) of rows, which are asked for once and in order; by differences no more than a few are there as bytes.
 * `pause` is awaited before every `rowsAtATime` of them; what it throws passes on.
 */
export async function rgbPngOfRows(
  rows: ColourRows,
  packing: Packing,
  pause: () => Promise<void> | void,
): Promise<Buffer> {
  if (packing === 'whole') return wholePng(rows, pause);
  const { width, height } = rows;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const size = Buffer.alloc(9);
  size.writeUInt32BE(PIXELS_PER_METRE, 0);
  size.writeUInt32BE(PIXELS_PER_METRE, 4);
  size[8] = 1;
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('pHYs', size),
    ...(await packedDifferences(rows, pause)).map((data) => chunk('IDAT', data)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** How many rows are made between two pauses. */
export function rowsAtATime({ width, height }: Pick<ColourRows, 'width' | 'height'>): number {
  return Math.min(height, Math.max(1, Math.floor(BAND_BYTES / rowBytesOf({ width }))));
}

const rowBytesOf = ({ width }: Pick<ColourRows, 'width'>) => 1 + 3 * width;

const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

function chunk(type: string, data: Buffer): Buffer {
  const made = Buffer.alloc(8 + data.length + 4);
  made.writeUInt32BE(data.length, 0);
  made.write(type, 4, 'latin1');
  data.copy(made, 8);
  made.writeUInt32BE(crc32(made.subarray(4, 8 + data.length)), 8 + data.length);
  return made;
}

/** One band is made while the one before is packed. */
async function packedDifferences(rows: ColourRows, pause: () => Promise<void> | void): Promise<Buffer[]> {
  const { height } = rows;
  const [most, rowBytes] = [rowsAtATime(rows), rowBytesOf(rows)];
  const bands = [0, 1].map(() => new Uint8Array(most * rowBytes));
  const put = openDifferences(rows);
  const packer = createDeflate({ level: LEVEL });
  const pieces: Buffer[] = [];
  packer.on('data', (piece: Buffer) => pieces.push(piece));
  let before: Promise<void> = Promise.resolve();
  try {
    for (let first = 0, turn = 0; first < height; first += most, turn++) {
      await pause();
      const count = Math.min(most, height - first);
      const band = bands[turn % 2].fill(0);
      put(first, count, band);
      await before;
      before = write(packer, band.subarray(0, count * rowBytes));
    }
    await before;
    await end(packer);
    return pieces;
  } finally {
    packer.destroy();
  }
}

function write(packer: Deflate, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    packer.write(bytes, (failure) => (failure ? reject(failure) : resolve()));
  });
}

function end(packer: Deflate): Promise<void> {
  return new Promise((resolve, reject) => {
    packer.once('error', reject).once('end', resolve).end();
  });
}

/** Puts `count` rows from `first` on into a band of zeros, each behind its filter; asked for the rows in order. */
function openDifferences(rows: ColourRows): (first: number, count: number, band: Uint8Array) => void {
  const rowBytes = rowBytesOf(rows);
  let [colours, above] = [new Int32Array(rows.width), new Int32Array(rows.width)];
  return (first, count, band) => {
    for (let y = 0; y < count; y++) {
      rows.read(first + y, colours);
      band[y * rowBytes] = UP;
      putDifferences(colours, above, band, y * rowBytes + 1);
      [colours, above] = [above, colours];
    }
  };
}

function putDifferences(colours: Int32Array, above: Int32Array, bytes: Uint8Array, at: number): void {
  for (let x = 0, k = at; x < colours.length; x++, k += 3) {
    const colour = colours[x];
    const before = above[x];
    if (colour === before) continue;
    bytes[k] = (colour >> 16) - (before >> 16);
    bytes[k + 1] = (colour >> 8) - (before >> 8);
    bytes[k + 2] = colour - before;
  }
}

async function wholePng(rows: ColourRows, pause: () => Promise<void> | void): Promise<Buffer> {
  const { width, height, read } = rows;
  const most = rowsAtATime(rows);
  const colours = new Int32Array(width);
  const rgb = new Uint8Array(3 * width * height);
  for (let y = 0; y < height; y++) {
    if (y % most === 0) await pause();
    read(y, colours);
    putColours(colours, rgb, 3 * y * width);
  }
  return rgbPng(rgb, width, height);
}

/** A function of its own: the loop around it would be compiled less well. */
function putColours(colours: Int32Array, bytes: Uint8Array, at: number): void {
  for (let x = 0, k = at; x < colours.length; x++, k += 3) {
    const colour = colours[x];
    bytes[k] = colour >> 16;
    bytes[k + 1] = colour >> 8;
    bytes[k + 2] = colour;
  }
}
