import { once } from 'node:events';
import { constants, createDeflate } from 'node:zlib';
import { framed } from '../write-png.ts';

/** A PNG that is made of rows, from top to bottom. */
export interface RunPng {
  /** Takes `width` pixels of sRGB: red in bits 16 to 23, then green, then blue. False where the picture is too lively to be told by its runs. */
  row(colours: Int32Array): Promise<boolean>;
  /** Leaves it where it is. */
  stop(): void;
  /** The whole file, once all rows are in. */
  end(): Promise<Buffer>;
}

const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
/** 72 dots to the inch, as libvips writes where nobody says another resolution. */
const RESOLUTION = Buffer.from([0, 0, 3, 0xe8, 0, 0, 3, 0xe8, 1]);
/** Bytes that are compressed at a time. */
const BAND_BYTES = 1 << 20;
/** Of shorter runs a search for what is alike makes smaller files. */
const SHORTEST_RUNS = 8;
const PAETH = 4;

/**
 * An 8-bit sRGB PNG (PNG, third edition) of a picture that is smooth but for its edges, as coloured depth is: by Paeth's filter (§9.4) nearly
 * all bytes of such a picture are zero, but where a run of its row or of the row above begins, so that the others are neither looked at here
 * nor searched by zlib, whose strategy for runs makes a file of the same size in half the time.
 */
export function createRunPng(width: number, height: number): RunPng {
  const deflater = createDeflate({ strategy: constants.Z_RLE, memLevel: 9 });
  const packed: Buffer[] = [];
  deflater.on('data', (piece: Buffer) => packed.push(piece));
  const stride = 3 * width + 1;
  const rows = Math.max(1, Math.floor(BAND_BYTES / stride));
  const band = new Uint8Array(rows * stride);
  const mostRuns = (width * height) / SHORTEST_RUNS;
  let before = new Int32Array(width);
  let [inBand, runs] = [0, 0];
  const pack = () =>
    new Promise<void>((resolve, reject) => {
      deflater.write(band.subarray(0, inBand * stride), (thrown) => (thrown ? reject(thrown) : resolve()));
    });
  return {
    async row(colours) {
      runs += filterRow(colours, before, band, inBand++ * stride);
      before.set(colours);
      if (inBand < rows) return runs <= mostRuns;
      await pack();
      band.fill(0);
      inBand = 0;
      return runs <= mostRuns;
    },
    stop: () => void deflater.destroy(),
    async end() {
      await pack();
      deflater.end();
      await once(deflater, 'end');
      before = new Int32Array(0);
      const header = Buffer.alloc(13);
      header.writeUInt32BE(width, 0);
      header.writeUInt32BE(height, 4);
      // 8 bits, colours.
      header.set([8, 2], 8);
      return Buffer.concat([
        SIGNATURE,
        chunk('IHDR', header),
        chunk('pHYs', RESOLUTION),
        chunk('IDAT', Buffer.concat(packed)),
        chunk('IEND', Buffer.alloc(0)),
      ]);
    },
  };
}

function chunk(type: string, data: Buffer): Uint8Array {
  return framed(Buffer.concat([Buffer.from(type, 'latin1'), data]));
}

/**
 * Writes what Paeth's filter leaves of a row into bytes that are zero; `above` is black over the first row. Where the pixel is as the one
 * before it, and the two above are alike too, that is nothing. Returns how many runs the row has.
 */
function filterRow(colours: Int32Array, above: Int32Array, bytes: Uint8Array, at: number): number {
  bytes[at] = PAETH;
  let left = 0;
  let corner = 0;
  let runs = 0;
  for (let x = 0, to = at + 1; x < colours.length; x++, to += 3) {
    const colour = colours[x];
    const up = above[x];
    if (colour !== left || up !== corner) {
      if (colour !== left) runs++;
      bytes[to] = residue(colour >> 16, left >> 16, up >> 16, corner >> 16);
      bytes[to + 1] = residue(
        (colour >> 8) & 0xff,
        (left >> 8) & 0xff,
        (up >> 8) & 0xff,
        (corner >> 8) & 0xff,
      );
      bytes[to + 2] = residue(colour & 0xff, left & 0xff, up & 0xff, corner & 0xff);
      left = colour;
      corner = up;
    }
  }
  return runs;
}

/** What is left of a value once it is predicted from its neighbours (PNG, third edition, §9.4). */
function residue(value: number, left: number, up: number, corner: number): number {
  const toLeft = Math.abs(up - corner);
  const toUp = Math.abs(left - corner);
  const toCorner = Math.abs(left + up - 2 * corner);
  const predicted = toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
  return value - predicted;
}
