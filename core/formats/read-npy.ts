import { basename } from 'node:path';
import { DepthroomError } from '../../contract/errors.ts';
import { floatsFromHalves } from '../../models/pipeline/half.ts';
import { checkSize, damaged } from './limits.ts';
import { toLittleEndian } from './little-endian.ts';
import type { NumberPlane, Numbers } from './number-plane.ts';
import { readWholeFile } from './read-whole-file.ts';

/*
 * The NumPy file format (numpy.lib.format; NEP 1): the magic, a version, the length of a header, the header as a Python
 * dictionary padded with spaces, then the raw values.
 */
const MAGIC = '\x93NUMPY';
/** NumPy itself trusts headers of 10,000 bytes. */
const LONGEST_HEADER = 1 << 16;

/** Types by kind and size in bytes, as NumPy writes them after the sign of the byte order. */
const TYPES: Record<
  string,
  { storage: string; size: number; from: (bytes: Buffer<ArrayBuffer>) => Numbers }
> = {
  b1: { storage: 'boolean', size: 1, from: ({ buffer }) => new Uint8Array(buffer) },
  u1: { storage: 'uint8', size: 1, from: ({ buffer }) => new Uint8Array(buffer) },
  i1: { storage: 'int8', size: 1, from: ({ buffer }) => new Int8Array(buffer) },
  u2: { storage: 'uint16', size: 2, from: ({ buffer }) => new Uint16Array(buffer) },
  i2: { storage: 'int16', size: 2, from: ({ buffer }) => new Int16Array(buffer) },
  u4: { storage: 'uint32', size: 4, from: ({ buffer }) => new Uint32Array(buffer) },
  i4: { storage: 'int32', size: 4, from: ({ buffer }) => new Int32Array(buffer) },
  u8: { storage: 'uint64', size: 8, from: ({ buffer }) => doublesOf(buffer, new Uint32Array(buffer)) },
  i8: { storage: 'int64', size: 8, from: ({ buffer }) => doublesOf(buffer, new Int32Array(buffer)) },
  f2: { storage: 'float16', size: 2, from: ({ buffer }) => halvesOf(buffer) },
  f4: { storage: 'float32', size: 4, from: ({ buffer }) => new Float32Array(buffer) },
  f8: { storage: 'float64', size: 8, from: ({ buffer }) => new Float64Array(buffer) },
};

/** What the header of an array says. */
export interface NpyHeader {
  /** How a number is stored: `float32`, `boolean` and so on. */
  storage: string;
  /** Length of each side, the slowest first. */
  shape: number[];
  isFortran: boolean;
  isLittle: boolean;
  /** Two letters of NumPy: `f4`. */
  type: string;
  /** Where the values begin. */
  start: number;
}

/**
 * One plane of an .npy file on disk (NEP 1), converted to float32 of height x width, row by row.
 * Throws `unsupported-format` where it holds something else than one plane of real numbers, `bad-input` where it is damaged, `too-large`
 * where it has over 2 GiB, `not-found`, `no-permission` or `internal` where the system does not read it.
 */
export async function readNpy(
  path: string,
): Promise<{ width: number; height: number; values: Float32Array }> {
  const name = basename(path);
  const { width, height, values } = readNpyPlane(await readWholeFile(path, name), name);
  return { width, height, values: values instanceof Float32Array ? values : Float32Array.from(values) };
}

/**
 * A NumPy array of one plane (NEP 1): [height, width], which sides of length 1 may stand before or after.
 * Throws `unsupported-format` where the shape or the type is another one, `bad-input` where the file is damaged or cut off.
 */
export function readNpyPlane(bytes: Buffer, name: string): NumberPlane {
  const header = readNpyHeader(bytes, name);
  const sides = planeSides(header.shape);
  if (!sides) {
    throw new DepthroomError(
      'unsupported-format',
      `${name} holds an array whose shape is (${header.shape.join(', ')}), expected [height, width]: save one plane of it.`,
    );
  }
  const [height, width] = sides;
  return { width, height, values: readNpyValues(bytes, header, name), storage: header.storage };
}

/** Height and width of a shape with one plane, (H, W), (1, H, W), (H, W, 1) and so on; null of any other. */
export function planeSides(shape: readonly number[]): [height: number, width: number] | null {
  const sides = [...shape];
  while (sides.length > 2 && sides[0] === 1) sides.shift();
  while (sides.length > 2 && sides.at(-1) === 1) sides.pop();
  return sides.length === 2 ? [sides[0], sides[1]] : null;
}

/**
 * The header of an array, versions 1 to 3 (numpy.lib.format).
 *
 * @param bytes the file, or as much of it as holds the header
 *
 * Throws `unsupported-format` where it is no NumPy array or holds something else than real numbers of at most 64 bits, `bad-input` where
 * the header is cut off or damaged.
 */
export function readNpyHeader(bytes: Buffer, name: string): NpyHeader {
  const version = bytes[6];
  if (bytes.length < 12 || bytes.toString('latin1', 0, 6) !== MAGIC || version < 1 || version > 3) {
    throw new DepthroomError(
      'unsupported-format',
      `Expected a NumPy array (.npy), but ${name} does not begin like one.`,
    );
  }
  const [from, length] = version === 1 ? [10, bytes.readUInt16LE(8)] : [12, bytes.readUInt32LE(8)];
  if (length > LONGEST_HEADER) throw damaged(name, `its header claims ${length} bytes`);
  const start = from + length;
  if (start > bytes.length) throw cutOff(name, start, bytes.length);
  const text = bytes.toString(version === 3 ? 'utf8' : 'latin1', from, start);
  const descr = /'descr'\s*:\s*'([^']*)'/.exec(text)?.[1] ?? 'something else';
  const type = descr.slice(1);
  if (!'<>|='.includes(descr[0]) || !Object.hasOwn(TYPES, type)) {
    throw new DepthroomError(
      'unsupported-format',
      `${name} holds '${descr.replace(/\p{Cc}/gu, ' ').slice(0, 40)}', expected real numbers of at most 64 bits: save it with .astype('float32').`,
    );
  }
  const order = /'fortran_order'\s*:\s*(True|False)/.exec(text)?.[1];
  const shape = /'shape'\s*:\s*\(([^)]*)\)/
    .exec(text)?.[1]
    .split(',')
    .map((side) => side.trim());
  if (!order || !shape?.every((side) => /^\d*L?$/.test(side)))
    throw damaged(name, 'its header is no description of an array');
  return {
    storage: TYPES[type].storage,
    // Python 2 wrote 480L.
    shape: shape.filter((side) => side !== '').map((side) => Number.parseInt(side, 10)),
    isFortran: order === 'True',
    isLittle: descr[0] !== '>',
    type,
    start,
  };
}

/**
 * The values of an array in C order (the last side runs fastest), whatever order they are stored in.
 *
 * Throws `bad-input` where there are over 2^28 of them, none, or fewer than the header says.
 */
function readNpyValues(bytes: Buffer, header: NpyHeader, name: string): Numbers {
  const { size, from } = TYPES[header.type];
  const count = header.shape.reduce((product, side) => product * side, 1);
  const end = header.start + count * size;
  if (end > bytes.length) throw cutOff(name, end, bytes.length);
  checkSize(count, 1, name);
  const values = from(toLittleEndian(bytes.subarray(header.start, end), size, header.isLittle));
  return header.isFortran ? rowsFirst(values, header.shape) : values;
}

/** Values whose first side runs fastest, put so that the last one does. */
function rowsFirst(values: Numbers, shape: readonly number[]): Numbers {
  const sides = shape.filter((side) => side !== 1);
  if (sides.length < 2) return values;
  const out = values.slice();
  const steps = sides.map((_, k) => sides.slice(0, k).reduce((product, side) => product * side, 1));
  const last = sides.length - 1;
  const place = sides.map(() => 0);
  for (let to = 0, start = 0; to < out.length; ) {
    for (let i = 0, at = start; i < sides[last]; i++, at += steps[last]) out[to++] = values[at];
    // The next row: as an odometer counts.
    for (let k = last - 1; k >= 0; k--) {
      start += steps[k];
      if (++place[k] < sides[k]) break;
      start -= place[k] * steps[k];
      place[k] = 0;
    }
  }
  return out;
}

function halvesOf(buffer: ArrayBuffer): Numbers {
  return floatsFromHalves(new Uint16Array(buffer)) as Float32Array<ArrayBuffer>;
}

/** Whole numbers of 64 bits as the nearest float64: exact up to 2^53. The upper words carry the sign, if there is one. */
function doublesOf(buffer: ArrayBuffer, words: Uint32Array | Int32Array): Numbers {
  const lower = new Uint32Array(buffer);
  const out = new Float64Array(words.length / 2);
  for (let i = 0; i < out.length; i++) out[i] = words[2 * i + 1] * 2 ** 32 + lower[2 * i];
  return out;
}

function cutOff(name: string, expected: number, received: number): DepthroomError {
  return new DepthroomError(
    'bad-input',
    `${name} is cut off: expected ${expected} bytes, but it has ${received}.`,
  );
}
