import type { DescMessage } from '@bufbuild/protobuf';
import { DepthroomError } from '../../../contract/errors.ts';

/*
 * The few fields of onnx.proto3 (github.com/onnx/onnx, onnx/onnx.proto3) that binding reads or writes. All others are kept as they are:
 * the library carries fields that it does not know through, in their order.
 */

/** TensorProto.DataType. */
export const DATA_TYPES: Readonly<Record<number, string>> = {
  1: 'F32',
  2: 'U8',
  3: 'I8',
  6: 'I32',
  7: 'I64',
  9: 'BOOL',
  10: 'F16',
  11: 'F64',
  16: 'BF16',
};

/** TensorProto.DataLocation. */
export const EXTERNAL = 1;

export interface StringEntry {
  key: string;
  value: string;
}

export interface TensorProto {
  dims: bigint[];
  dataType: number;
  name: string;
  externalData: StringEntry[];
  dataLocation: number;
}

interface Dimension {
  dimValue: bigint;
  dimParam: string;
}

export interface ValueInfo {
  name: string;
  type?: { tensorType?: { elemType: number; shape?: { dim: Dimension[] } } };
}

export interface ModelProto {
  graph?: { initializer: TensorProto[]; input: ValueInfo[]; output: ValueInfo[] };
}

type Field = readonly [
  name: string,
  number: number,
  type: 'INT64' | 'INT32' | 'STRING' | 'MESSAGE',
  kind?: 'repeated' | (string & {}),
];

const MESSAGES: Readonly<Record<string, readonly Field[]>> = {
  ModelProto: [['graph', 7, 'MESSAGE', 'GraphProto']],
  GraphProto: [
    ['initializer', 5, 'MESSAGE', 'repeated TensorProto'],
    ['input', 11, 'MESSAGE', 'repeated ValueInfoProto'],
    ['output', 12, 'MESSAGE', 'repeated ValueInfoProto'],
  ],
  TensorProto: [
    ['dims', 1, 'INT64', 'repeated'],
    ['data_type', 2, 'INT32'],
    ['name', 8, 'STRING'],
    ['external_data', 13, 'MESSAGE', 'repeated StringStringEntryProto'],
    ['data_location', 14, 'INT32'],
  ],
  StringStringEntryProto: [
    ['key', 1, 'STRING'],
    ['value', 2, 'STRING'],
  ],
  ValueInfoProto: [
    ['name', 1, 'STRING'],
    ['type', 2, 'MESSAGE', 'TypeProto'],
  ],
  TypeProto: [['tensor_type', 1, 'MESSAGE', 'TensorTypeProto']],
  TensorTypeProto: [
    ['elem_type', 1, 'INT32'],
    ['shape', 2, 'MESSAGE', 'TensorShapeProto'],
  ],
  TensorShapeProto: [['dim', 1, 'MESSAGE', 'repeated DimensionProto']],
  DimensionProto: [
    ['dim_value', 1, 'INT64'],
    ['dim_param', 2, 'STRING'],
  ],
};

interface Codec {
  decode(bytes: Uint8Array): ModelProto;
  encode(model: ModelProto): Uint8Array;
}
let codec: Promise<Codec> | undefined;

/** Loaded with the first graph: most commands never see one. */
async function loadCodec(): Promise<Codec> {
  const { create, createFileRegistry, fromBinary, toBinary } = await import('@bufbuild/protobuf');
  const {
    FileDescriptorProtoSchema,
    FieldDescriptorProto_Label: Label,
    FieldDescriptorProto_Type: Type,
  } = await import('@bufbuild/protobuf/wkt');
  const file = create(FileDescriptorProtoSchema, {
    name: 'onnx.proto3',
    package: 'onnx',
    syntax: 'proto3',
    messageType: Object.entries(MESSAGES).map(([name, fields]) => ({
      name,
      field: fields.map(([fieldName, number, type, kind = '']) => ({
        name: fieldName,
        number,
        type: Type[type],
        label: kind.startsWith('repeated') ? Label.REPEATED : Label.OPTIONAL,
        ...(type === 'MESSAGE' ? { typeName: `.onnx.${kind.split(' ').at(-1)}` } : {}),
      })),
    })),
  });
  const model = createFileRegistry(file, () => undefined).getMessage('onnx.ModelProto') as DescMessage;
  return {
    decode: (bytes) => fromBinary(model, bytes) as unknown as ModelProto,
    encode: (message) => toBinary(model, message as never),
  };
}

/** Parses an ONNX file. Throws `bad-pack` for bytes that are none; `name` is the file's in that sentence. */
export async function readModel(bytes: Uint8Array, name: string): Promise<ModelProto> {
  codec ??= loadCodec();
  const { decode } = await codec;
  let model: ModelProto;
  try {
    model = decode(bytes);
  } catch (thrown) {
    throw new DepthroomError('bad-pack', `Expected ${name} to be an ONNX graph, but it cannot be parsed.`, {
      cause: thrown,
    });
  }
  if (!model.graph)
    throw new DepthroomError('bad-pack', `Expected ${name} to be an ONNX graph, but there is none in it.`);
  return model;
}

/** The bytes of a model that `readModel` gave, with what was changed in it. */
export async function writeModel(model: ModelProto): Promise<Uint8Array> {
  codec ??= loadCodec();
  return (await codec).encode(model);
}
