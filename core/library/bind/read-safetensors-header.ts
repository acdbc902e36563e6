import { DepthroomError } from '../../../contract/errors.ts';

/** Bytes of an element by its name in a safetensors header (the format's own list). */
const ELEMENT_BYTES: Readonly<Record<string, number>> = {
  BOOL: 1,
  U8: 1,
  I8: 1,
  F8_E4M3: 1,
  F8_E5M2: 1,
  I16: 2,
  U16: 2,
  F16: 2,
  BF16: 2,
  I32: 4,
  U32: 4,
  F32: 4,
  F64: 8,
  I64: 8,
  U64: 8,
};

/** The format's own limit: a longer header is no header. */
const LONGEST_HEADER = 100_000_000;
const LENGTH_BYTES = 8;

/** Where the values of a tensor lie in its file. */
export interface TensorPlace {
  /** As the header spells it: F32, F16, BF16, I64 ... */
  dtype: string;
  shape: readonly number[];
  /** Bytes from the beginning of the file. */
  offset: number;
  length: number;
}

/** A piece of a file: `length` bytes from `start`, or fewer where the file ends before. */
export type ReadRange = (start: number, length: number) => Promise<Uint8Array>;

/**
 * The tensors of a safetensors file by name, from its header alone (github.com/huggingface/safetensors, "Format"): eight bytes of length,
 * JSON, then the values without holes. `name` is the file's in sentences, `bytes` its size. Throws `bad-pack` where the header does not
 * describe this file: too long, no JSON, an unknown dtype, a place outside the file, an overlap, a hole.
 */
export async function readSafetensorsHeader(
  name: string,
  bytes: number,
  read: ReadRange,
): Promise<Map<string, TensorPlace>> {
  const refuse = (why: string) =>
    new DepthroomError('bad-pack', `Expected ${name} to be a safetensors file, but ${why}; get it again.`);
  const head = await read(0, LENGTH_BYTES);
  if (head.length < LENGTH_BYTES) throw refuse(`it has ${bytes} bytes only`);
  const stated = new DataView(head.buffer, head.byteOffset, LENGTH_BYTES).getBigUint64(0, true);
  if (stated > BigInt(LONGEST_HEADER))
    throw refuse(
      `its header claims ${stated} bytes, more than the ${LONGEST_HEADER / 1e6} MB that it may have`,
    );
  const length = Number(stated);
  const start = LENGTH_BYTES + length;
  if (start > bytes) throw refuse(`its header claims ${length} bytes where the file has ${bytes} in all`);
  const text = new TextDecoder().decode(await read(LENGTH_BYTES, length));
  const stats = parse(text, refuse);
  const tensors = new Map<string, TensorPlace>();
  for (const [tensor, entry] of Object.entries(stats)) {
    if (tensor !== '__metadata__') tensors.set(tensor, placeOf(tensor, entry, start, bytes, refuse));
  }
  refuseHoles(tensors, start, bytes, refuse);
  return tensors;
}

type Refuse = (why: string) => DepthroomError;

function parse(text: string, refuse: Refuse): Record<string, unknown> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw refuse('its header is no JSON');
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw refuse('its header is no JSON object');
  return json as Record<string, unknown>;
}

function placeOf(tensor: string, entry: unknown, start: number, bytes: number, refuse: Refuse): TensorPlace {
  const { dtype, shape, data_offsets: offsets } = (entry ?? {}) as Record<string, unknown>;
  const isKnown = typeof dtype === 'string' && Object.hasOwn(ELEMENT_BYTES, dtype);
  if (!isKnown) throw refuse(`${tensor} is of the unknown type ${String(dtype).slice(0, 40)}`);
  if (!isListOfCounts(shape)) throw refuse(`${tensor} has no shape of whole numbers`);
  if (!isListOfCounts(offsets) || offsets.length !== 2) throw refuse(`${tensor} has no two offsets`);
  const [begin, end] = offsets;
  if (end < begin || start + end > bytes)
    throw refuse(`${tensor} lies at ${begin} to ${end} of ${bytes - start} bytes of values`);
  const needed = shape.reduce((product, side) => product * side, ELEMENT_BYTES[dtype]);
  if (needed !== end - begin)
    throw refuse(`${tensor} (${dtype}, ${shapeInWords(shape)}) needs ${needed} bytes and has ${end - begin}`);
  return { dtype, shape, offset: start + begin, length: end - begin };
}

/** The format knows no overlap, no hole and nothing behind the last value: each would be a file that was cut or mended. */
function refuseHoles(
  tensors: ReadonlyMap<string, TensorPlace>,
  start: number,
  bytes: number,
  refuse: Refuse,
): void {
  let reached = start;
  let before = 'the header';
  const inOrder = [...tensors].sort(
    ([, a], [, b]) => a.offset - b.offset || a.offset + a.length - (b.offset + b.length),
  );
  for (const [tensor, { offset, length }] of inOrder) {
    if (offset < reached) throw refuse(`${tensor} overlaps ${before}`);
    if (offset > reached) throw refuse(`nothing is said of the ${offset - reached} bytes before ${tensor}`);
    reached = offset + length;
    before = tensor;
  }
  if (reached !== bytes) throw refuse(`its values end at ${reached} and the file at ${bytes} bytes`);
}

function isListOfCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((each) => Number.isSafeInteger(each) && each >= 0);
}

/** A shape for a sentence: "320 x 8 x 3 x 3". */
export function shapeInWords(shape: readonly number[]): string {
  return shape.length === 0 ? 'a single value' : shape.join(' x ');
}
