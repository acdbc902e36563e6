import { checkSize, damaged } from './limits.ts';
import type { NumberPlane } from './number-plane.ts';

/** "PIEH" as a float: the mark of the format. */
const TAG = 202021.25;
const HEADER_BYTES = 12;

/**
 * MPI Sintel's .dpt (depth_io.py of its development kit): the tag, width and height as int32, then float32 [height, width] from
 * the top; everything little-endian.
 *
 * Throws `bad-input` where the tag is another one, the size cannot be or the file is cut off.
 */
export function readDpt(bytes: Buffer, name: string): NumberPlane {
  if (bytes.length < HEADER_BYTES || bytes.readFloatLE(0) !== TAG)
    throw damaged(name, 'it does not begin with the tag 202021.25');
  const width = bytes.readInt32LE(4);
  const height = bytes.readInt32LE(8);
  checkSize(width, height, name);
  if (bytes.length < HEADER_BYTES + 4 * width * height) throw damaged(name);
  const values = new Float32Array(width * height);
  for (let i = 0; i < values.length; i++) values[i] = bytes.readFloatLE(HEADER_BYTES + 4 * i);
  return { width, height, values, storage: 'float32' };
}
