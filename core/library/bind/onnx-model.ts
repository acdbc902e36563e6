import { create, createFileRegistry, type DescMessage, fromBinary, toBinary } from '@bufbuild/protobuf';
import {
  FileDescriptorProtoSchema,
  FieldDescriptorProto_Label as Label,
  FieldDescriptorProto_Type as Type,
} from '@bufbuild/protobuf/wkt';
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

type Field = readonly [name: string, number: number, type: Type, kind?: 'repeated' | (string & {})];

const MESSAGES: Readonly<Record<string, readonly Field[]>> = {
  ModelProto: [['graph', 7, Type.MESSAGE, 'GraphProto']],
  GraphProto: [
    ['initializer', 5, Type.MESSAGE, 'repeated TensorProto'],
    ['input', 11, Type.MESSAGE, 'repeated ValueInfoProto'],
    ['output', 12, Type.MESSAGE, 'repeated ValueInfoProto'],
  ],
  TensorProto: [
    ['dims', 1, Type.INT64, 'repeated'],
    ['data_type', 2, Type.INT32],
    ['name', 8, Type.STRING],
    ['external_data', 13, Type.MESSAGE, 'repeated StringStringEntryProto'],
    ['data_location', 14, Type.INT32],
  ],
  StringStringEntryProto: [
    ['key', 1, Type.STRING],
    ['value', 2, Type.STRING],
  ],
  ValueInfoProto: [
    ['name', 1, Type.STRING],
    ['type', 2, Type.MESSAGE, 'TypeProto'],
  ],
  TypeProto: [['tensor_type', 1, Type.MESSAGE, 'TensorTypeProto']],
  TensorTypeProto: [
    ['elem_type', 1, Type.INT32],
    ['shape', 2, Type.MESSAGE, 'TensorShapeProto'],
  ],
  TensorShapeProto: [['dim', 1, Type.MESSAGE, 'repeated DimensionProto']],
  DimensionProto: [
    ['dim_value', 1, Type.INT64],
    ['dim_param', 2, Type.STRING],
  ],
};

const MODEL: DescMessage = describe();

function describe(): DescMessage {
  const file = create(FileDescriptorProtoSchema, {
    name: 'onnx.proto3',
    package: 'onnx',
    syntax: 'proto3',
    messageType: Object.entries(MESSAGES).map(([name, fields]) => ({
      name,
      field: fields.map(([fieldName, number, type, kind = '']) => ({
        name: fieldName,
        number,
        type,
        label: kind.startsWith('repeated') ? Label.REPEATED : Label.OPTIONAL,
        ...(type === Type.MESSAGE ? { typeName: `.onnx.${kind.split(' ').at(-1)}` } : {}),
      })),
    })),
  });
  return createFileRegistry(file, () => undefined).getMessage('onnx.ModelProto') as DescMessage;
}

/** Parses an ONNX file. Throws `bad-pack` for bytes that are none; `name` is the file's in that sentence. */
export function readModel(bytes: Uint8Array, name: string): ModelProto {
  let model: ModelProto;
  try {
    model = fromBinary(MODEL, bytes) as unknown as ModelProto;
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
export function writeModel(model: ModelProto): Uint8Array {
  return toBinary(MODEL, model as never);
}
