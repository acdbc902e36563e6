/*
 * Writes small ONNX files for tests: the few fields of onnx.proto3 that a graph of some nodes needs.
 */

export type ElementType = 'float32' | 'float16' | 'int64' | 'int32';
const ELEMENT = { float32: 1, int32: 6, int64: 7, float16: 10 } as const;

export interface Value {
  name: string;
  type: ElementType;
  /** A string is a symbolic dimension. */
  shape: readonly (number | string)[];
}

export interface Node {
  op: string;
  /** Left out: ONNX's own operators. */
  domain?: 'com.microsoft';
  inputs: readonly string[];
  output: string;
  /** Whole numbers, lists of them, and strings. */
  attributes?: Record<string, number | readonly number[] | string>;
}

export interface Constant {
  name: string;
  dims: readonly number[];
  values: readonly number[];
  type?: 'float32' | 'int64';
}

export interface GraphFile {
  inputs: readonly Value[];
  outputs: readonly Value[];
  nodes: readonly Node[];
  constants?: readonly Constant[];
}

/** The bytes of a model file (opset 17). */
export function onnxBytes({ inputs, outputs, nodes, constants = [] }: GraphFile): Uint8Array {
  const graph = Buffer.concat([
    ...nodes.map((node) => message(1, nodeBytes(node))),
    text(2, 'test'),
    ...constants.map((constant) => message(5, constantBytes(constant))),
    ...inputs.map((value) => message(11, valueBytes(value))),
    ...outputs.map((value) => message(12, valueBytes(value))),
  ]);
  return Buffer.concat([
    integer(1, 8),
    message(7, graph),
    message(8, Buffer.concat([text(1, ''), integer(2, 17)])),
    ...(nodes.some(({ domain }) => domain)
      ? [message(8, Buffer.concat([text(1, 'com.microsoft'), integer(2, 1)]))]
      : []),
  ]);
}

function nodeBytes({ op, domain, inputs, output, attributes = {} }: Node): Buffer {
  return Buffer.concat([
    ...inputs.map((name) => text(1, name)),
    text(2, output),
    text(4, op),
    ...(domain ? [text(7, domain)] : []),
    ...Object.entries(attributes).map(([name, value]) => message(5, attributeBytes(name, value))),
  ]);
}

function attributeBytes(name: string, value: number | readonly number[] | string): Buffer {
  if (typeof value === 'number') return Buffer.concat([text(1, name), integer(3, value), integer(20, 2)]);
  if (typeof value === 'string') return Buffer.concat([text(1, name), text(4, value), integer(20, 3)]);
  return Buffer.concat([text(1, name), ...value.map((each) => integer(8, each)), integer(20, 7)]);
}

function constantBytes({ name, dims, values, type = 'float32' }: Constant): Buffer {
  const raw = type === 'float32' ? Float32Array.from(values) : BigInt64Array.from(values, BigInt);
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  return Buffer.concat([
    ...dims.map((size) => integer(1, size)),
    integer(2, ELEMENT[type]),
    text(8, name),
    message(9, bytes),
  ]);
}

function valueBytes({ name, type, shape }: Value): Buffer {
  const dims = shape.map((size) => message(1, typeof size === 'number' ? integer(1, size) : text(2, size)));
  const tensor = Buffer.concat([integer(1, ELEMENT[type]), message(2, Buffer.concat(dims))]);
  return Buffer.concat([text(1, name), message(2, message(1, tensor))]);
}

function integer(field: number, value: number): Buffer {
  return Buffer.from([...varint(field << 3), ...varint(value)]);
}

function text(field: number, value: string): Buffer {
  return message(field, Buffer.from(value));
}

function message(field: number, bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from([...varint((field << 3) | 2), ...varint(bytes.length)]), bytes]);
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return [...bytes, rest];
}
