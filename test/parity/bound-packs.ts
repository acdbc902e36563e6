import { readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import type { LatentPack, Pack, PackOf } from '../../contract/pack.ts';
import { forkWorker } from '../../core/host/fork-worker.ts';
import { openLibrary } from '../../core/library/open-library.ts';
import { createWorkerClient } from '../../core/worker/client.ts';
import { CHECKPOINTS, TINY_GRAPHS, type TinyTensor, writeTensors } from '../checkpoints.ts';
import { RESOURCES } from '../paths.ts';
import { readPack } from '../pipeline-tools.ts';
import { PARITY, readJson } from './read.ts';
import { readInitializers } from './read-initializers.ts';

/*
 * The packs of the goldens once more, as a person gets them: their weights in the authors' own layout, under the names that diffusers and
 * transformers give them (checkpoints.json, which models/export/bare/parity.py writes), taken by `importPackFolder` and bound.
 */

/** Shape; the pack's graph, its initializers, and whether they lie turned. */
type Entry = [shape: number[], file?: string, initializers?: string[], isTurned?: boolean];
interface Table {
  packs: Record<string, Record<string, string>>;
  parts: Record<string, { config: Record<string, unknown>; tensors: Record<string, Entry> }>;
}
const table = readJson<Table>('checkpoints.json');

/** Whether a pack has weights of its own: another holds those of marigold-trailing under other names. */
export function hasCheckpoint(pack: string | null): boolean {
  return pack !== null && Object.hasOwn(table.packs, pack);
}

const bound = new Map<string, Promise<string>>();
const folders: string[] = [];
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

/** The folder of a pack that was bound to the weights of one of the goldens. */
export function boundPack(id: string): Promise<string> {
  const known = bound.get(id) ?? bind(id);
  bound.set(id, known);
  return known;
}

async function bind(id: string): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'depthroom-bound-'));
  folders.push(home);
  await cp(TINY_GRAPHS, join(home, 'graphs'), { recursive: true });
  const checkpoint = join(home, 'given', id);
  const original = readPack(join(PARITY, 'packs', id));
  await writeCheckpoint(checkpoint, id, original);
  const library = await openLibrary({
    dataFolder: home,
    resourcesFolder: RESOURCES,
    openWorker: () => createWorkerClient(forkWorker),
    openRuns: () => [],
    changed: () => {},
    progress: () => {},
  });
  try {
    const { system } = original;
    const made = await library.calls.importPackFolder({ folder: checkpoint, replace: false, system });
    return (await library.packs.get(made.id)).folder;
  } finally {
    await library.close();
  }
}

async function writeCheckpoint(folder: string, id: string, pack: Pack): Promise<void> {
  for (const [part, stem] of Object.entries(table.packs[id])) {
    const { config, tensors } = table.parts[stem];
    const name = part === '' ? 'model.safetensors' : 'diffusion_pytorch_model.safetensors';
    await writeTensors(join(folder, part, name), tensorsOf(id, tensors));
    await writeJson(join(folder, part, 'config.json'), {
      ...config,
      ...(pack.system === 'zoedepth' ? { model_type: 'zoedepth' } : {}),
    });
  }
  if (pack.system === 'zoedepth') await writeJson(join(folder, 'preprocessor_config.json'), rulesOf(pack));
  else await writeRest(folder, id, pack as LatentPack);
}

function tensorsOf(id: string, named: Record<string, Entry>): Map<string, TinyTensor> {
  const files = new Map<string, ReturnType<typeof readInitializers>>();
  return new Map(
    Object.entries(named).map(([name, [shape, file, initializers = [], isTurned = false]]) => {
      const count = shape.reduce((product, side) => product * side, 1);
      if (file === undefined) return [name, float32(shape, new Float32Array(count))];
      const graph = files.get(file) ?? readInitializers(join(PARITY, 'packs', id, file));
      files.set(file, graph);
      const pieces = initializers.map((each) => {
        const { dims = [], bytes = new Uint8Array(0) } = graph.get(each) ?? {};
        const values = new Float32Array(new Uint8Array(bytes).buffer);
        // The table of relative positions lies there as a picture of each head (1 x heads x rows x columns).
        if (dims.length === 4 && shape.length === 2) return turned(values, dims[1], dims[2] * dims[3]);
        return isTurned ? turned(values, dims[0], dims[1]) : values;
      });
      const values = Float32Array.from(pieces.flatMap((piece) => [...piece]));
      if (values.length !== count) throw new Error(`${name} has ${values.length} values of ${count}`);
      return [name, float32(shape, values)];
    }),
  );
}

/** Rows as columns. */
function turned(values: Float32Array, rows: number, columns: number): Float32Array {
  return values.map((_, i) => values[(i % rows) * columns + Math.floor(i / rows)]);
}

function float32(shape: number[], values: Float32Array): TinyTensor {
  return { dtype: 'F32', shape, bytes: new Uint8Array(values.buffer) };
}

/** What lies beside UNet and autoencoder: the schedule, the index, and a text encoder that answers with the pack's embedding. */
async function writeRest(folder: string, id: string, pack: LatentPack): Promise<void> {
  const { scheduler, defaults } = pack;
  await writeJson(join(folder, 'scheduler/scheduler_config.json'), {
    _class_name: scheduler.kind === 'lcm' ? 'LCMScheduler' : 'DDIMScheduler',
    num_train_timesteps: scheduler.trainSteps,
    beta_start: scheduler.betaStart,
    beta_end: scheduler.betaEnd,
    beta_schedule: scheduler.betaSchedule,
    clip_sample: false,
    set_alpha_to_one: scheduler.setAlphaToOne,
    steps_offset: scheduler.stepsOffset,
    prediction_type: scheduler.predictionType,
    timestep_spacing: scheduler.spacing,
    rescale_betas_zero_snr: scheduler.zeroTerminalSnr,
  });
  await writeJson(join(folder, 'model_index.json'), {
    _class_name: 'MarigoldDepthPipeline',
    default_denoising_steps: defaults.steps,
    default_processing_resolution: defaults.resolution,
  });
  await cp(
    join(CHECKPOINTS, 'marigold-tiny/text_encoder/config.json'),
    join(folder, 'text_encoder/config.json'),
    {
      recursive: true,
    },
  );
  await writeTensors(join(folder, 'text_encoder/model.safetensors'), encoderOf(id));
}

/**
 * A text encoder without layers answers norm(token + position): two tokens of opposite signs, so that of the two rows of the embedding half
 * the sum is the norm's bias, and half the difference its weight.
 */
function encoderOf(id: string): Map<string, TinyTensor> {
  const rows = readFloats(join(PARITY, 'packs', id, 'prompt.f32'));
  const width = rows.length / 2;
  const sign = (column: number) => (column % 2 === 0 ? 1 : -1);
  // What a norm takes off a variance of one.
  const epsilon = Math.sqrt(1 + 1e-5);
  const each = (of: (column: number) => number) =>
    Float32Array.from({ length: width }, (_, column) => of(column));
  const words = Float32Array.from({ length: 4 * width }, (_, i) => sign(i % width) * (i < width ? 1 : -1));
  return new Map([
    ['text_model.embeddings.token_embedding.weight', float32([4, width], words)],
    ['text_model.embeddings.position_embedding.weight', float32([8, width], new Float32Array(8 * width))],
    [
      'text_model.final_layer_norm.weight',
      float32(
        [width],
        each((column) => (sign(column) * (rows[column] - rows[width + column]) * epsilon) / 2),
      ),
    ],
    [
      'text_model.final_layer_norm.bias',
      float32(
        [width],
        each((column) => (rows[column] + rows[width + column]) / 2),
      ),
    ],
  ]);
}

function readFloats(path: string): Float32Array {
  return new Float32Array(new Uint8Array(readFileSync(path)).buffer);
}

/** preprocessor_config.json of a pack of ZoeDepth. */
function rulesOf({ input }: PackOf<'zoedepth'>): object {
  const { height, width, multipleOf, keepAspectRatio } = input.resize ?? {};
  return {
    do_pad: input.pad,
    ensure_multiple_of: multipleOf,
    image_mean: input.mean,
    image_std: input.std,
    keep_aspect_ratio: keepAspectRatio,
    resample: 2,
    size: { height, width },
  };
}

async function writeJson(path: string, json: object): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, JSON.stringify(json));
}
