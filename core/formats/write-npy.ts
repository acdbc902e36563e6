import { DepthroomError } from '../../contract/errors.ts';
import { type WriteOptions, writeFile } from '../disk/write-file.ts';

/*
 * The NumPy file format (numpy.lib.format; NEP 1): the magic, a version, the length of a header, the header as a Python
 * dictionary padded with spaces to a multiple of 64 bytes, then the raw values.
 */
const MAGIC = Buffer.from('\x93NUMPY', 'latin1');
const CHUNK_BYTES = 1 << 22;

/**
 * Writes a plane of [height, width] as NumPy 1.0 (NEP 1), float32, little-endian, C order, in its own unit. Returns the file's length in
 * bytes. Throws `cancelled` once the signal says stop, `exists`, `no-permission`, `no-space`, `not-found`, `bad-input` or `internal` where
 * the file cannot be written, `internal` also where the values are not height * width.
 */
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

/** Values that are computed before they are written: they stay in the processor's own memory meanwhile. */
const BAND_VALUES = 1 << 18;

/** A plane that is computed row by row, as each is asked for. */
interface Rows {
  width: number;
  height: number;
  /** Puts row `y` into `output` from `at` on. */
  read(y: number, output: Float32Array, at: number): void;
}

/**
 * The same as `writeNpy` of a plane that is never there as a whole. Returns what that does. Throws `cancelled` once the signal says stop,
 * `exists`, `no-permission`, `no-space`, `not-found`, `bad-input` or `internal` as that does.
 */
export async function writeNpyRows(path: string, rows: Rows, options: WriteOptions): Promise<number> {
  const { width, height, read } = rows;
  const most = Math.max(1, Math.floor(BAND_VALUES / width));
  const band = new Float32Array(most * width);
  return writeNpyParts(path, rows, options, async (put) => {
    for (let first = 0; first < height; first += most) {
      const count = Math.min(most, height - first);
      for (let y = 0; y < count; y++) read(first + y, band, y * width);
      await put(band.subarray(0, count * width));
    }
  });
}

/**
 * The same of values that `fill` puts in order, as many at a time as it likes; once put, their place may be used again. Returns what that does.
 * Throws `cancelled` once the signal says stop, `exists`, `no-permission`, `no-space`, `not-found`, `bad-input` or `internal` as that does; what
 * `fill` throws passes on.
 */
export async function writeNpyParts(
  path: string,
  { width, height }: Pick<Rows, 'width' | 'height'>,
  options: WriteOptions,
  fill: (put: (values: Float32Array) => Promise<void>) => Promise<void>,
): Promise<number> {
  return writeFile(path, options, async (sink) => {
    await sink(npyHeader('<f4', [height, width]));
    await fill((values) => sink(new Uint8Array(values.buffer, values.byteOffset, values.byteLength)));
  });
}

/** The bytes of an array, 4 MiB at a time, so that a stop is noticed between them. */
export function bytesInPieces(values: Float32Array | Float64Array): Uint8Array[] {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  const count = Math.ceil(bytes.length / CHUNK_BYTES);
  return Array.from({ length: count }, (_, i) => bytes.subarray(i * CHUNK_BYTES, (i + 1) * CHUNK_BYTES));
}

/** What stands before the values of an array in C order, of one or more dimensions (NumPy 1.0, NEP 1): a multiple of 64 bytes. */
export function npyHeader(
  descr: '|u1' | `<${'f' | 'i' | 'u'}${number}`,
  shape: readonly number[],
): Uint8Array {
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
