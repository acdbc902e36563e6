import { checkSize, damaged, type RawTruth } from './raw-truth.ts';

/** "PIEH" as a float: the mark of the format. */
const TAG = 202021.25;

/** MPI Sintel's .dpt (its depth_io.py): the tag, width and height as int32, float32 rows; everything little-endian. */
export function readDpt(bytes: Buffer, name: string): RawTruth {
  if (bytes.length < 12 || bytes.readFloatLE(0) !== TAG)
    throw damaged(name, 'it does not begin with the tag 202021.25');
  const width = bytes.readInt32LE(4);
  const height = bytes.readInt32LE(8);
  checkSize(width, height, name);
  if (bytes.length < 12 + 4 * width * height) throw damaged(name);
  const values = new Float32Array(width * height);
  for (let i = 0; i < values.length; i++) values[i] = bytes.readFloatLE(12 + 4 * i);
  return { format: 'dpt', width, height, values, storage: 'float32', notes: [] };
}
