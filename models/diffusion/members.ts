import type { LatentPack } from '../../contract/pack.ts';
import type { Tools } from '../pipeline/pipeline.ts';
import { chooseSampler, type SamplerOptions } from './choose-sampler.ts';
import { type Conditions, type DenoiseOptions, denoise } from './denoise.ts';
import { decode, encode, latentSizeOf } from './latents.ts';
import { COST, createProgress } from './progress.ts';
import type { WorkingSize } from './working-size.ts';

/** What a latent system is told of a photo. */
export interface LatentInputs {
  /** The photo: three planes in -1..1 at the padded size. */
  image: Float32Array;
  /** A coarse map in the same form, for packs that are conditioned on one. */
  coarse?: Float32Array;
}

/**
 * The part that all latent systems share (Marigold, Ke et al. 2024, section 3.4): encode what is known, denoise one latent for each member
 * of the ensemble, decode them. Answers with one map in 0..1 at the resized (unpadded) size, row by row, for each member. Each graph is
 * released before the next is opened.
 * Throws `bad-input` where there are more steps than the sampler has, `bad-pack` or `provider-failed` where a graph cannot be opened, does
 * not fit or fails, `bad-result` where it answers with NaN or infinity, `internal` where the prompt is cut off.
 */
export async function predictMembers(
  pack: LatentPack,
  inputs: LatentInputs,
  size: WorkingSize,
  options: DenoiseOptions & SamplerOptions,
  tools: Tools,
): Promise<Float32Array[]> {
  const sampler = chooseSampler(pack.scheduler, options, tools);
  const { ensemble } = options;
  const encodings = inputs.coarse ? 2 : 1;
  const total =
    encodings * COST.encode + ensemble * (sampler.timesteps.length * COST.step + COST.decode) + COST.ensemble;
  const progress = createProgress(total, tools);

  progress.begin('encode', COST.encode);
  const conditions: Conditions = {
    image: await encode(pack, 'vaeEncoder', inputs.image, size.padded, tools),
  };
  if (inputs.coarse) {
    progress.begin('encode', COST.encode);
    const key = pack.graphs.coarseEncoder ? 'coarseEncoder' : 'vaeEncoder';
    conditions.coarse = await encode(pack, key, inputs.coarse, size.padded, tools);
    if (key === 'coarseEncoder') await tools.release(key);
  }
  await tools.release('vaeEncoder');

  const latents = await denoise(
    pack,
    conditions,
    latentSizeOf(pack, size.padded),
    sampler,
    options,
    tools,
    (members) => progress.begin('denoise', members * COST.step),
  );
  await tools.release('unet');

  const members: Float32Array[] = [];
  for (const latent of latents) {
    progress.begin('decode', COST.decode);
    members.push(await decode(pack, latent, size.padded, size.resized, tools));
  }
  await tools.release('vaeDecoder');
  progress.begin('ensemble', COST.ensemble);
  return members;
}
