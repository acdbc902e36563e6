import { DepthroomError } from '../../contract/errors.ts';
import { checkSize } from './limits.ts';
import type { NumberPlane } from './number-plane.ts';
import { readWholeFile } from './read-whole-file.ts';

/**
 * Little-endian float32 numbers without a header, `height * width` of them, row by row, as ETH3D stores depth
 * (https://www.eth3d.net/documentation). `name` is what sentences call the file.
 * Throws `bad-input` where the file has another length than its size needs, `too-large` where it has over 2 GiB, `not-found`,
 * `no-permission` or `internal` where the system does not read it.
 */
export async function readRawFloats(
  path: string,
  name: string,
  { width, height }: { width: number; height: number },
): Promise<NumberPlane> {
  checkSize(width, height, name);
  const bytes = await readWholeFile(path, name);
  if (bytes.length !== 4 * width * height)
    throw new DepthroomError(
      'bad-input',
      `Expected ${width} x ${height} raw float32 numbers (${4 * width * height} bytes), but ${name} has ${bytes.length} bytes.`,
    );
  const values = new Float32Array(width * height);
  for (let i = 0; i < values.length; i++) values[i] = bytes.readFloatLE(4 * i);
  return { width, height, values, storage: 'float32' };
}
