import { checkSize, damaged, fromHalf, type RawTruth } from './raw-truth.ts';
import { unzip } from './unzip.ts';

interface NumpyArray {
  descr: string;
  shape: number[];
  values: RawTruth['values'];
}

/** A NumPy array of one plane: any real type, either byte order, with or without sides of length 1. */
export function readNpyTruth(bytes: Buffer, name: string): RawTruth {
  return asPlane(parseNpy(bytes, name), 'npy', name);
}

/** What people call the depth in an archive, best first. */
const DEPTH_NAMES = [/^depth$/i, /depth/i, /^(gt|z)$/i, /disp/i, /^arr_0$/];
const MASK_NAME = /^(valid|valid_?mask|mask|depth_?mask)$/i;

/** A NumPy archive: the array whose name says depth, else the first plane; an array called mask or valid of the same shape is applied. */
export function readNpz(bytes: Buffer, name: string): RawTruth {
  const arrays = unzip(bytes, name)
    .filter((entry) => entry.name.endsWith('.npy'))
    .map((entry) => ({ name: entry.name.slice(0, -4), ...parseNpy(entry.bytes(), `${name}/${entry.name}`) }))
    .filter(({ shape }) => sidesOf(shape).length === 2);
  const planes = arrays.filter((array) => !MASK_NAME.test(array.name));
  const rank = (array: { name: string }) => {
    const at = DEPTH_NAMES.findIndex((pattern) => pattern.test(array.name));
    return at < 0 ? DEPTH_NAMES.length : at;
  };
  const [chosen] = [...planes].sort((a, b) => rank(a) - rank(b));
  if (!chosen) throw damaged(name, 'it holds no array of two dimensions');
  const truth = asPlane(chosen, 'npz', name);
  const others = planes.filter((array) => array !== chosen).map((array) => `"${array.name}"`);
  truth.notes.push(
    `Read the array "${chosen.name}"${others.length > 0 ? `; also there: ${others.join(', ')}` : ''}.`,
  );
  const mask = arrays.find(
    (array) => MASK_NAME.test(array.name) && array.values.length === chosen.values.length,
  );
  if (mask) {
    truth.values = Float32Array.from(truth.values, (value, i) => (mask.values[i] ? value : Number.NaN));
    truth.notes.push(`Pixels where "${mask.name}" is zero do not count.`);
  }
  return truth;
}

function asPlane({ descr, shape, values }: NumpyArray, format: 'npy' | 'npz', name: string): RawTruth {
  const sides = sidesOf(shape);
  if (sides.length !== 2) throw damaged(name, `its shape is (${shape.join(', ')}), expected [height, width]`);
  const [height, width] = sides;
  checkSize(width, height, name);
  return { format, width, height, values, storage: NAMES[descr.slice(1)] ?? descr, notes: [] };
}

function sidesOf(shape: readonly number[]): number[] {
  return shape.length > 2 ? shape.filter((side) => side !== 1) : [...shape];
}

const NAMES: Record<string, string> = {
  f2: 'float16',
  f4: 'float32',
  f8: 'float64',
  u1: 'uint8',
  u2: 'uint16',
  u4: 'uint32',
  i2: 'int16',
  i4: 'int32',
  b1: 'boolean',
};

/** The NumPy file format, versions 1 to 3 (NEP 1). */
function parseNpy(bytes: Buffer, name: string): NumpyArray {
  if (bytes.length < 12 || bytes.toString('latin1', 0, 6) !== '\x93NUMPY')
    throw damaged(name, 'it does not begin like a NumPy array');
  const [start, length] = bytes[6] === 1 ? [10, bytes.readUInt16LE(8)] : [12, bytes.readUInt32LE(8)];
  const header = bytes.toString('latin1', start, start + length);
  const descr = /'descr'\s*:\s*'([^']*)'/.exec(header)?.[1] ?? '';
  const shape = (/'shape'\s*:\s*\(([^)]*)\)/.exec(header)?.[1] ?? '')
    .split(',')
    .filter((side) => side.trim() !== '')
    .map(Number);
  const type = descr.slice(1);
  if (!(type in NAMES)) throw damaged(name, `it holds "${descr}", expected real numbers`);
  const count = shape.reduce((product, side) => product * side, 1);
  checkSize(count, 1, name);
  const data = bytes.subarray(start + length);
  if (data.length < count * Number(type[1])) throw damaged(name);
  const values = valuesOf(data, type, count, descr[0] !== '>');
  const isFortran = /'fortran_order'\s*:\s*True/.test(header);
  return { descr, shape, values: isFortran && shape.length === 2 ? transposed(values, shape) : values };
}

function valuesOf(data: Buffer, type: string, count: number, isLittle: boolean): RawTruth['values'] {
  const view = new DataView(data.buffer, data.byteOffset, data.length);
  switch (type) {
    case 'f2':
      return Float32Array.from({ length: count }, (_, i) => fromHalf(view.getUint16(2 * i, isLittle)));
    case 'f4':
      return Float32Array.from({ length: count }, (_, i) => view.getFloat32(4 * i, isLittle));
    case 'f8':
      return Float64Array.from({ length: count }, (_, i) => view.getFloat64(8 * i, isLittle));
    case 'u2':
      return Uint16Array.from({ length: count }, (_, i) => view.getUint16(2 * i, isLittle));
    case 'u4':
      return Uint32Array.from({ length: count }, (_, i) => view.getUint32(4 * i, isLittle));
    case 'i2':
      return Int16Array.from({ length: count }, (_, i) => view.getInt16(2 * i, isLittle));
    case 'i4':
      return Int32Array.from({ length: count }, (_, i) => view.getInt32(4 * i, isLittle));
    default:
      return Uint8Array.from({ length: count }, (_, i) => data[i]);
  }
}

function transposed(values: RawTruth['values'], [rows, columns]: number[]): RawTruth['values'] {
  const out = values.slice();
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < columns; x++) out[y * columns + x] = values[x * rows + y];
  return out;
}
