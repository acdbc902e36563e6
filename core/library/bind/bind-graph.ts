import { DepthroomError } from '../../../contract/errors.ts';
import { DATA_TYPES, EXTERNAL, readModel, type TensorProto, writeModel } from './onnx-model.ts';
import { shapeInWords, type TensorPlace } from './read-safetensors-header.ts';

/** A tensor of a checkpoint with the name of the file, in the pack folder, that holds it. */
export interface BoundTensor extends TensorPlace {
  file: string;
}

/** What graphs without weights write where the name of a file will stand. */
const PLACEHOLDER = 'checkpoint';

/**
 * Points the initializers of a graph without weights into the files of a checkpoint (external data of ONNX: location, offset, length).
 * Nothing is copied. `graph` names it in sentences. Answers with the bytes of the bound graph and the files that it needs. Throws
 * `bad-pack` with the tensor that is missing, or is of another type or shape than the graph expects.
 */
export async function bindGraph(
  bare: Uint8Array,
  graph: string,
  tensors: ReadonlyMap<string, BoundTensor>,
): Promise<{ onnx: Uint8Array; files: string[] }> {
  const model = await readModel(bare, graph);
  const files = new Set<string>();
  for (const initializer of model.graph?.initializer ?? []) {
    const { dataLocation, externalData } = initializer;
    if (dataLocation !== EXTERNAL || entryOf(externalData, 'location') !== PLACEHOLDER) continue;
    const place = findTensor(initializer, graph, tensors);
    files.add(place.file);
    initializer.externalData = Object.entries({
      location: place.file,
      offset: String(place.offset),
      length: String(place.length),
    }).map(([key, value]) => ({ $typeName: 'onnx.StringStringEntryProto', key, value }));
  }
  return { onnx: await writeModel(model), files: [...files].sort() };
}

function findTensor(
  initializer: TensorProto,
  graph: string,
  tensors: ReadonlyMap<string, BoundTensor>,
): BoundTensor {
  const { dims, dataType, externalData } = initializer;
  const names = externalData
    .filter(({ key }) => key === 'tensor' || key === 'alias')
    .map(({ value }) => value);
  const name = names.find((each) => tensors.has(each));
  const found = name === undefined ? undefined : tensors.get(name);
  if (!found)
    throw new DepthroomError(
      'bad-pack',
      `Expected the tensor ${names[0]} for ${graph} in the checkpoint, but it is not there; get its whole folder again.`,
    );
  const expected = `${DATA_TYPES[dataType] ?? `type ${dataType}`}, ${shapeInWords(dims.map(Number))}`;
  const received = `${found.dtype}, ${shapeInWords(found.shape)}`;
  if (expected !== received)
    throw new DepthroomError(
      'bad-pack',
      `Expected the tensor ${name} for ${graph} to be ${expected}, but received ${received}; this checkpoint is of another network.`,
    );
  return found;
}

function entryOf(entries: TensorProto['externalData'], wanted: string): string | undefined {
  return entries.find(({ key }) => key === wanted)?.value;
}
