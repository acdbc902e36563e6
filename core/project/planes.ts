import { writeFile } from 'node:fs/promises';
import { endianness } from 'node:os';
import { DepthroomError } from '../../contract/errors.ts';
import { readUnaltered } from '../disk/require-unaltered.ts';
import { systemFailure } from '../disk/system-failure.ts';

/** Writes a plane as raw little-endian Float32. Throws `no-space` and whatever else the system fails with, as a sentence. */
export async function writePlane(path: string, values: Float32Array): Promise<void> {
  const bytes = swapped(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  await writeFile(path, bytes).catch((thrown) => {
    throw systemFailure(thrown, 'write a depth map into the project');
  });
}

/** As `writePlane`; answers with what a row says of it, where `file` is still a path. */
export async function writeSizedPlane(
  path: string,
  values: Float32Array,
  { width, height }: { width: number; height: number },
): Promise<{ width: number; height: number; file: string }> {
  await writePlane(path, values);
  return { width, height, file: path };
}

/** Reads a plane of `length` values. Throws `altered` for a kept plane that is not what was written. */
export async function readPlane(path: string, length: number): Promise<Float32Array> {
  const bytes = await readUnaltered(path);
  if (bytes.byteLength !== length * 4) {
    throw new DepthroomError(
      'internal',
      `Expected a plane of ${length * 4} bytes, but received ${bytes.byteLength}.`,
    );
  }
  // A copy of its own: small reads come from a shared pool whose offset need not be a multiple of four.
  const own = new Uint8Array(bytes.byteLength);
  own.set(bytes);
  return new Float32Array(swapped(own).buffer as ArrayBuffer);
}

function swapped(bytes: Uint8Array): Uint8Array {
  return endianness() === 'LE' ? bytes : new Uint8Array(Buffer.from(bytes).swap32());
}
