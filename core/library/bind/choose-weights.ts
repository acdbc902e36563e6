import { DepthroomError } from '../../../contract/errors.ts';
import type { BoundTensor } from './bind-graph.ts';
import { type CheckpointSource, readJson } from './checkpoint-source.ts';
import { readSafetensorsHeader } from './read-safetensors-header.ts';

export type Precision = 'fp32' | 'fp16';

/** One file of weights: its path in the checkpoint, and its name in the pack. */
export interface WeightsFile {
  path: string;
  file: string;
  bytes: number;
  sha256: string | null;
}

/** The weights of one network. */
export interface Weights {
  files: WeightsFile[];
  /** Every tensor by its name in the checkpoint. */
  tensors: ReadonlyMap<string, BoundTensor>;
  precision: Precision;
}

const PICKLES = /\.(bin|ckpt|pt|pth|pkl)$/i;
const HALF = /(^|[.-])fp16([.-]|$)/;
/** Copies for other purposes that lie beside the weights of some checkpoints. */
const PASSED_OVER = /(non_ema|ema_only|onnx|flax|openvino)/i;

/**
 * The weights in a folder of a checkpoint (`''` for its top), whole or in shards; of two precisions the one that is wanted where there is a
 * choice. `stem` is their name in the pack. Throws `bad-pack` where there are none, or pickles only, which are never opened.
 */
export async function chooseWeights(
  source: CheckpointSource,
  folder: string,
  stem: string,
  wanted: Precision,
): Promise<Weights> {
  const names = namesIn(source, folder);
  const sets = [
    ...names.filter((name) => /\.safetensors\..*json$/.test(name) && /index/.test(name)),
    ...names.filter((name) => name.endsWith('.safetensors') && !/-\d+-of-\d+/.test(name)),
  ].filter((name) => !PASSED_OVER.test(name));
  const isHalf = (name: string) => HALF.test(name);
  const chosen = sets.find((name) => isHalf(name) === (wanted === 'fp16')) ?? sets[0];
  if (chosen === undefined) throw noWeights(source, folder, names);
  const files = chosen.endsWith('.json')
    ? await shardsOf(source, folder, chosen, stem)
    : [fileOf(source, folder, chosen, `${stem}.safetensors`)];
  return readWeights(source, files);
}

/** What there is in a folder itself. */
function namesIn(source: CheckpointSource, folder: string): string[] {
  const prefix = folder === '' ? '' : `${folder}/`;
  return [...source.files.keys()]
    .filter((path) => path.startsWith(prefix) && !path.slice(prefix.length).includes('/'))
    .map((path) => path.slice(prefix.length))
    .sort();
}

/** Reads the headers of weights and what precision they have. Throws `bad-pack` for other types than float32 and float16. */
export async function readWeights(source: CheckpointSource, files: WeightsFile[]): Promise<Weights> {
  const tensors = new Map<string, BoundTensor>();
  for (const { path, file, bytes } of files) {
    const header = await readSafetensorsHeader(path, bytes, (start, length) =>
      source.read(path, start, length),
    );
    for (const [name, place] of header) tensors.set(name, { ...place, file });
  }
  const types = [...tensors.values()].map(({ dtype }) => dtype);
  const count = (dtype: string) => types.filter((each) => each === dtype).length;
  if (count('F32') + count('F16') === 0)
    throw new DepthroomError(
      'bad-pack',
      `Expected weights in float32 or float16 (F32, F16), but ${files[0].path} holds ${[...new Set(types)].join(', ') || 'nothing'}; take another precision of this checkpoint.`,
    );
  return { files, tensors, precision: count('F16') > count('F32') ? 'fp16' : 'fp32' };
}

async function shardsOf(
  source: CheckpointSource,
  folder: string,
  index: string,
  stem: string,
): Promise<WeightsFile[]> {
  const path = folder === '' ? index : `${folder}/${index}`;
  const { weight_map: map } = await readJson(source, path, 'the index of its shards');
  const shards = [...new Set(Object.values((map ?? {}) as Record<string, unknown>))].map(String).sort();
  if (shards.length === 0 || shards.some((name) => /[/\\]/.test(name) || !name.endsWith('.safetensors')))
    throw new DepthroomError(
      'bad-pack',
      `Expected ${path} to name shards (.safetensors) that lie beside it, but received ${shards.slice(0, 3).join(', ') || 'none'}.`,
    );
  const digits = (position: number) => String(position).padStart(5, '0');
  return shards.map((shard, i) =>
    fileOf(source, folder, shard, `${stem}-${digits(i + 1)}-of-${digits(shards.length)}.safetensors`),
  );
}

function fileOf(source: CheckpointSource, folder: string, name: string, file: string): WeightsFile {
  const path = folder === '' ? name : `${folder}/${name}`;
  const facts = source.files.get(path);
  if (!facts)
    throw new DepthroomError(
      'bad-pack',
      `Expected the weights ${path} in ${source.name}, as its index says, but they are not there; get the whole folder.`,
    );
  return { path, file, ...facts };
}

function noWeights(source: CheckpointSource, folder: string, names: readonly string[]): DepthroomError {
  const where = folder === '' ? source.name : `${folder} of ${source.name}`;
  const pickle = names.find((name) => PICKLES.test(name));
  return new DepthroomError(
    'bad-pack',
    pickle
      ? `Expected weights as .safetensors in ${where}, but received ${pickle}, a pickle, which could run anything when it is read and is therefore never opened; get the .safetensors of this checkpoint.`
      : `Expected weights (.safetensors) in ${where}, but there are none; get the whole folder of the checkpoint.`,
  );
}
