import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { DepthroomError } from '../../contract/errors.ts';
import { systemFailure } from '../disk/system-failure.ts';
import { type WriteOptions, writeFile } from '../disk/write-file.ts';

/*
 * The NumPy file format (numpy.lib.format; NEP 1): the magic, a version, the length of a header, the header as a Python
 * dictionary padded with spaces to a multiple of 64 bytes, then the raw values.
 */
const MAGIC = Buffer.from('\x93NUMPY', 'latin1');
const CHUNK_BYTES = 1 << 22;

/** Writes a plane of `[height, width]` as NumPy 1.0, float32, little-endian, C order. Returns the file's length in bytes. */
export async function writeNpy(
  path: string,
  values: Float32Array,
  shape: [number, number],
  options: WriteOptions,
): Promise<number> {
  const [height, width] = shape;
  if (height * width !== values.length) {
    throw new DepthroomError(
      'internal',
      `Expected ${height} x ${width} values, but received ${values.length}.`,
    );
  }
  return writeFile(path, options, async (sink) => {
    await sink(npyHeader('<f4', [height, width]));
    for (const piece of bytesInPieces(values)) await sink(piece);
  });
}

/** The bytes of an array, a few million at a time, so that a stop is noticed between them. */
export function bytesInPieces(values: Float32Array | Float64Array): Uint8Array[] {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  const count = Math.ceil(bytes.length / CHUNK_BYTES);
  return Array.from({ length: count }, (_, i) => bytes.subarray(i * CHUNK_BYTES, (i + 1) * CHUNK_BYTES));
}

/** What stands before the values of an array in C order, of one or more dimensions. */
export function npyHeader(descr: '<f4' | '<f8' | '|u1', shape: readonly number[]): Uint8Array {
  const sides = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const dictionary = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${sides}), }`;
  const prefix = MAGIC.length + 2 + 2;
  const length = Math.ceil((prefix + dictionary.length + 1) / 64) * 64 - prefix;
  const header = Buffer.alloc(prefix + length, ' ');
  MAGIC.copy(header);
  header.set([1, 0], MAGIC.length);
  header.writeUInt16LE(length, MAGIC.length + 2);
  header.write(dictionary, prefix, 'latin1');
  header.write('\n', prefix + length - 1, 'latin1');
  return header;
}

/**
 * Reads a 2-D float32 or float64 array in C order (NumPy format 1.0 to 3.0) as a Float32 plane. Refused with a sentence:
 * other types, shapes and orders, and files that are cut off.
 */
export async function readNpy(
  path: string,
): Promise<{ width: number; height: number; values: Float32Array }> {
  const name = basename(path);
  const handle = await open(path, 'r').catch((thrown) => {
    throw systemFailure(thrown, `read ${name}`);
  });
  try {
    const { size } = await handle.stat();
    const read = async (from: number, length: number) => {
      const bytes = new Uint8Array(Math.min(length, Math.max(0, size - from)));
      for (let done = 0; done < bytes.length; ) {
        const { bytesRead } = await handle.read(bytes, done, bytes.length - done, from + done);
        if (bytesRead === 0)
          throw new DepthroomError('bad-input', `${name} became shorter while it was being read.`);
        done += bytesRead;
      }
      return bytes;
    };
    const { start, length } = headerPlace(await read(0, 12), name);
    if (start + length > size) throw cutOff(name, start + length, size);
    const { type, height, width } = parseHeader(
      Buffer.from(await read(start, length)).toString('latin1'),
      name,
    );
    const bytesPerValue = type === 'f4' ? 4 : 8;
    const expected = start + length + height * width * bytesPerValue;
    if (expected > size) throw cutOff(name, expected, size);
    const bytes = await read(start + length, height * width * bytesPerValue);
    const values =
      type === 'f4' ? new Float32Array(bytes.buffer) : new Float32Array(new Float64Array(bytes.buffer));
    return { width, height, values };
  } catch (thrown) {
    throw systemFailure(thrown, `read ${name}`);
  } finally {
    await handle.close();
  }
}

/** Where the dictionary lies: version 1 counts its length in two bytes, later ones in four. */
function headerPlace(bytes: Uint8Array, name: string): { start: number; length: number } {
  const view = new DataView(bytes.buffer, 0, bytes.length);
  const isNpy = bytes.length === 12 && MAGIC.equals(bytes.subarray(0, MAGIC.length));
  if (!isNpy || bytes[6] < 1 || bytes[6] > 3) {
    throw new DepthroomError(
      'unsupported-format',
      `Expected a NumPy array (.npy), but ${name} does not begin like one.`,
    );
  }
  return bytes[6] === 1
    ? { start: 10, length: view.getUint16(8, true) }
    : { start: 12, length: view.getUint32(8, true) };
}

function parseHeader(header: string, name: string): { type: 'f4' | 'f8'; height: number; width: number } {
  const description = /'descr'\s*:\s*'([^']*)'/.exec(header)?.[1] ?? 'something else';
  const shape = /'shape'\s*:\s*\(([^)]*)\)/.exec(header)?.[1] ?? '';
  const sides = shape
    .split(',')
    .map((side) => side.trim())
    .filter((side) => side !== '')
    .map(Number);
  if (description !== '<f4' && description !== '<f8') {
    throw new DepthroomError(
      'unsupported-format',
      `Expected float32 or float64 values in little-endian order ('<f4' or '<f8'), but ${name} holds '${description}': save it with .astype('float32').`,
    );
  }
  if (sides.length !== 2 || !sides.every((side) => Number.isSafeInteger(side) && side > 0)) {
    throw new DepthroomError(
      'unsupported-format',
      `Expected a 2-D array [height, width], but ${name} has the shape (${shape}).`,
    );
  }
  if (!/'fortran_order'\s*:\s*False/.test(header)) {
    throw new DepthroomError(
      'unsupported-format',
      `Expected rows one after the other (C order), but ${name} is in Fortran order: save it with numpy.ascontiguousarray.`,
    );
  }
  return { type: description === '<f4' ? 'f4' : 'f8', height: sides[0], width: sides[1] };
}

function cutOff(name: string, expected: number, received: number): DepthroomError {
  return new DepthroomError(
    'bad-input',
    `${name} is cut off: expected ${expected} bytes, but it has ${received}.`,
  );
}
