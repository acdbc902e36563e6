import { checkSize, damaged } from './limits.ts';
import type { NumberPlane } from './number-plane.ts';

/**
 * Portable float map (P. Debevec; netpbm.sourceforge.net/doc/pfm.html): "Pf", width, height, a scale whose sign says the byte
 * order (negative is little-endian), then float32 rows from the bottom up; they come back from the top down. Its size is not applied.
 *
 * Throws `bad-input` where the header is another one, the file holds colours ("PF"), the size cannot be or the file is cut off.
 */
export function readPfm(bytes: Buffer, name: string): NumberPlane {
  const header = /^(P[fF])\s+(\d+)\s+(\d+)\s+([-+.\deE]+)\s/.exec(bytes.toString('latin1', 0, 256));
  if (!header) throw damaged(name, 'its header is not that of a PFM file');
  if (header[1] === 'PF') throw damaged(name, 'it holds colours (PF), not one number a pixel (Pf)');
  const [width, height, scale] = [Number(header[2]), Number(header[3]), Number(header[4])];
  checkSize(width, height, name);
  const start = header[0].length;
  if (bytes.length < start + 4 * width * height) throw damaged(name);
  const view = new DataView(bytes.buffer, bytes.byteOffset + start);
  const values = new Float32Array(width * height);
  for (let y = 0, at = 0; y < height; y++) {
    const row = (height - 1 - y) * width;
    for (let x = 0; x < width; x++, at += 4) values[row + x] = view.getFloat32(at, scale < 0);
  }
  return { width, height, values, storage: 'float32' };
}
