import { DepthroomError } from '../../../contract/errors.ts';
import { type System, systemOfWeights } from '../../../contract/systems.ts';
import {
  type BindingPlan,
  type BindingWish,
  countParameters,
  identityOf,
  type PlannedPrompt,
  planGraph,
  planRow,
  refuseOtherPrecision,
  rowOf,
} from './binding-plan.ts';
import { type CheckpointSource, readJson, readJsonIfThere } from './checkpoint-source.ts';
import { chooseWeights, type Precision, type Weights } from './choose-weights.ts';
import { findRows, type GraphTable, type NetworkConfig } from './graph-table.ts';
import { LATENT, type LatentSystem } from './recipes.ts';
import { readScheduler, usualSteps } from './scheduler-config.ts';
import { readStatedMeaning } from './stated-meaning.ts';

/** Begin and end of text of CLIP's vocabulary, which Stable Diffusion 2 has. */
const CLIP_TOKENS: [number, number] = [49406, 49407];

/**
 * A checkpoint in diffusers' layout (unet/, vae/, text_encoder/, scheduler/ and their configurations) as a plan of Marigold, MetricGold or
 * BetterDepth. Throws `bad-pack` with what does not fit.
 */
export async function planLatent(
  source: CheckpointSource,
  table: GraphTable,
  wish: BindingWish,
): Promise<BindingPlan> {
  const index = await readJson(source, 'model_index.json', 'the index of a diffusers pipeline');
  refuseOtherTasks(source, index);
  const config = async (part: string): Promise<NetworkConfig> => {
    const path = `${part}/config.json`;
    return { path, json: await readJson(source, path, 'the configuration of a network') };
  };
  const [unetConfig, vaeConfig] = [await config('unet'), await config('vae')];
  const stated = await readStatedMeaning(source);
  const system = systemOf(source, index, unetConfig, { ...wish, system: wish.system ?? stated?.system });
  if (vaeConfig.json.shift_factor)
    throw new DepthroomError(
      'bad-pack',
      'Expected an autoencoder without shift_factor, as Stable Diffusion 2 has it, but received one with it.',
    );

  const unet = await chooseWeights(source, 'unet', 'unet', wish.precision);
  refuseOtherPrecision(wish, unet);
  // The autoencoder stays in float32 where it can: in float16 it loses detail and overflows on some photos.
  const vae = await chooseWeights(source, 'vae', 'vae', 'fp32');
  const graphs = [
    await planGraph(table, 'vaeEncoder', vaeConfig, vae, { key: 'vaeEncoder', file: 'vae_encoder.onnx' }),
    await planGraph(table, 'unet', unetConfig, unet, { key: 'unet', file: 'unet.onnx' }),
    await planGraph(table, 'vaeDecoder', vaeConfig, vae, { key: 'vaeDecoder', file: 'vae_decoder.onnx' }),
  ];
  const text = await planPrompt(source, table, await config('text_encoder'), unet.precision);
  return {
    draft: await draftOf(
      source,
      { system, index, vaeConfig, unet, vae, depth: stated?.system === system ? stated.depth : null },
      wish,
    ),
    precision: unet.precision,
    graphs,
    prompt: text.prompt,
    weights: [...unet.files, ...vae.files, ...text.weights.files],
  };
}

interface Parts {
  system: LatentSystem;
  index: Record<string, unknown>;
  vaeConfig: NetworkConfig;
  unet: Weights;
  vae: Weights;
  /** What its maps mean, where it says it itself. */
  depth: object | null;
}

async function draftOf(
  source: CheckpointSource,
  { system, index, vaeConfig, unet, vae, depth }: Parts,
  wish: BindingWish,
): Promise<BindingPlan['draft']> {
  const scheduler = await readScheduler(source);
  // End-to-end fine-tuned checkpoints say nowhere but in their name that they start at zeros.
  const startsAtZeros = /e2e/i.test(source.name);
  const blocks = (vaeConfig.json.block_out_channels as unknown[] | undefined)?.length ?? 1;
  const steps = (index.default_denoising_steps as number | null) || usualSteps(scheduler);
  return {
    format: 1,
    system,
    ...(await identityOf(source, unet.precision, wish)),
    ...LATENT[system].fields,
    ...(depth ? { depth } : {}),
    parameters: countParameters(unet, vae),
    latent: {
      channels: vaeConfig.json.latent_channels ?? 4,
      downscale: 2 ** (blocks - 1),
      scalingFactor: vaeConfig.json.scaling_factor ?? 0.18215,
    },
    scheduler,
    ...(startsAtZeros ? { initialLatent: 'zeros' } : {}),
    defaults: {
      steps: startsAtZeros ? 1 : steps,
      ensemble: 1,
      resolution: (index.default_processing_resolution as number | null) || 768,
    },
  };
}

/** The sisters for normals and intrinsic images have the same networks and mean something else. */
function refuseOtherTasks({ name }: CheckpointSource, index: Record<string, unknown>): void {
  const task = index.prediction_type || 'depth';
  const pipeline = String(index._class_name);
  if ((task === 'depth' || task === 'disparity') && !/Normals|Intrinsics/.test(pipeline)) return;
  throw new DepthroomError(
    'bad-pack',
    `Expected a checkpoint for depth, but ${name} is one of ${pipeline} (${task}).`,
  );
}

/** What was said; else what its input channels say, where they are one system's alone (twelve: BetterDepth), or its name or its index. */
function systemOf(
  source: CheckpointSource,
  index: Record<string, unknown>,
  { json }: NetworkConfig,
  wish: BindingWish,
): LatentSystem {
  const channels = json.in_channels ?? 4;
  const systems = Object.keys(LATENT) as LatentSystem[];
  const fitting = systems.filter((each) => LATENT[each].channels === channels);
  const named = systemOfWeights('diffusers', `${source.name} ${index._class_name}`);
  const system = wish.system ?? (fitting.length === 1 ? fitting[0] : named);
  if (!isLatent(system))
    throw new DepthroomError(
      'bad-pack',
      `Expected a checkpoint of Marigold, MetricGold or BetterDepth, but nothing in ${source.name} says which it is (${index._class_name}); say which it is (--system).`,
    );
  if (channels !== LATENT[system].channels)
    throw new DepthroomError(
      'bad-pack',
      `Expected in_channels of unet/config.json to be ${LATENT[system].channels} for ${system}, but received ${channels} (4 are plain Stable Diffusion, 8 Marigold and MetricGold, 12 BetterDepth).`,
    );
  return system;
}

function isLatent(system: System | null): system is LatentSystem {
  return system !== null && system in LATENT;
}

async function planPrompt(
  source: CheckpointSource,
  table: GraphTable,
  config: NetworkConfig,
  precision: Precision,
): Promise<{ prompt: PlannedPrompt; weights: Weights }> {
  const weights = await chooseWeights(source, 'text_encoder', 'text_encoder', precision);
  const place = { key: 'prompt', file: 'text_encoder.onnx' };
  const row = rowOf(findRows(table, 'textEncoder', config), weights);
  const graph = await planRow(table, row, weights, place);
  return { prompt: { graph, tokens: (await emptyPrompt(source)) ?? row.tokens ?? CLIP_TOKENS }, weights };
}

/** The two tokens of the empty prompt, as the tokenizer of the checkpoint numbers them in either of its two spellings; null without one. */
async function emptyPrompt(source: CheckpointSource): Promise<[number, number] | null> {
  const words = await readJsonIfThere(source, 'tokenizer/vocab.json');
  const whole = words ? null : await readJsonIfThere(source, 'tokenizer/tokenizer.json');
  const added = (whole?.added_tokens ?? []) as { id: unknown; content: unknown }[];
  const numberOf = (word: string) => words?.[word] ?? added.find(({ content }) => content === word)?.id;
  const [begin, end] = [numberOf('<|startoftext|>'), numberOf('<|endoftext|>')];
  return typeof begin === 'number' && typeof end === 'number' ? [begin, end] : null;
}
