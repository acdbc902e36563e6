import type { TRUTH_FORMATS } from '../../../contract/compare/truth.ts';
import type { DepthKind } from '../../../contract/depth-map.ts';
import { DepthroomError } from '../../../contract/errors.ts';

/** The numbers of a file as they are stored, before anybody says what they mean. */
export interface RawTruth {
  format: (typeof TRUTH_FORMATS)[number];
  width: number;
  height: number;
  /** Row-major, top-left first. */
  values: Float32Array | Float64Array | Uint8Array | Uint16Array | Uint32Array | Int16Array | Int32Array;
  /** How the file stores a number. */
  storage: string;
  /** The kind of the values, where the file itself says it. */
  declaredKind?: DepthKind;
  /** Which of several planes was taken, and whatever else a person should know. */
  notes: string[];
}

/** More pixels than any depth sensor or renderer makes; stops a damaged header from asking for all memory. */
const MOST_PIXELS = 1 << 28;

/** Refuses sizes that cannot be. */
export function checkSize(width: number, height: number, name: string): void {
  const isSize = Number.isInteger(width) && Number.isInteger(height) && width > 0 && height > 0;
  if (!isSize || width * height > MOST_PIXELS) {
    throw new DepthroomError(
      'bad-input',
      `Expected a depth map of at most ${MOST_PIXELS} pixels, but ${name} says that it is ${width} x ${height}.`,
    );
  }
}

/** The failure of a file that ends too early or does not hold what its header says. */
export function damaged(name: string, what = 'it is cut off or damaged'): DepthroomError {
  return new DepthroomError('bad-input', `${name} could not be read as a depth map: ${what}.`);
}

/** A float16 as a number (IEEE 754 binary16). */
export function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
