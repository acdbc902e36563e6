import { checkSize, damaged, type RawTruth } from './raw-truth.ts';

/**
 * Portable float map: "Pf", width, height, a scale whose sign says the byte order (negative is little-endian), then float32
 * rows from the bottom up (P. Debevec's format; Middlebury writes disparities so, infinity where nothing is known).
 */
export function readPfm(bytes: Buffer, name: string): RawTruth {
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
  return { format: 'pfm', width, height, values, storage: 'float32', notes: [] };
}
