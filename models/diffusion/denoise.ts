import { DepthroomError } from '../../contract/errors.ts';
import type { LatentPack } from '../../contract/pack.ts';
import type { Tools } from '../pipeline/pipeline.ts';
import type { Size } from '../pipeline/resize.ts';
import { finiteFloats } from '../pipeline/tensor.ts';
import { bindUnet, type Unet } from './graphs.ts';
import { createNormals, type Normals } from './noise.ts';
import type { Sampler } from './sampler.ts';

/** How many members there are, how many of them the network takes at once, and the seed of their noise. */
export interface DenoiseOptions {
  ensemble: number;
  batch: number;
  seed: number;
}

/** Latents that the UNet is told besides the noisy one: scaled, channels x height x width of the latent. */
export interface Conditions {
  image: Float32Array;
  coarse?: Float32Array;
}

/**
 * Denoises the latents of all members: for each channels x height x width values, `size` in pixels of the latent, in the order of the
 * seed's noise. As in diffusers (MarigoldDepthPipeline), one draw makes the noise of all members, batches follow each other, and a sampler
 * that needs more noise takes it from the same generator batch by batch. A device is given as many members at once as fit, half of them
 * where memory runs out. `onStep` is told before each call of the network how many members it does.
 * Throws `bad-pack` or `provider-failed` where a graph cannot be opened, does not fit or fails, `too-large` where memory is too small for
 * one member, `bad-result` where it answers with NaN or infinity, `internal` where the prompt is cut off.
 */
export async function denoise(
  pack: LatentPack,
  conditions: Conditions,
  size: Size,
  sampler: Sampler,
  { ensemble, batch, seed }: DenoiseOptions,
  tools: Tools,
  onStep: (members: number) => void,
): Promise<Float32Array[]> {
  const { channels } = pack.latent;
  const length = channels * size.width * size.height;
  const normals = createNormals(seed);
  const latents =
    pack.initialLatent === 'zeros' ? new Float32Array(ensemble * length) : normals.draw(ensemble * length);
  const unet = bindUnet(
    await tools.graph('unet'),
    channels * pack.conditioning.length,
    await tools.floats('prompt'),
  );
  // Which member gets which noise depends on the batches of a sampler that draws some.
  const fitting = sampler.drawsNoise ? null : tools.atOnce?.(ensemble, size.width * size.height, batch);
  let most = (await fitting) ?? batch;
  for (let first = 0; first < ensemble; ) {
    const members = Math.min(most, ensemble - first);
    const part = latents.subarray(first * length, (first + members) * length);
    const before = members > 1 && !sampler.drawsNoise ? part.slice() : null;
    try {
      await denoiseBatch(pack, conditions, size, sampler, part, members, unet, normals, onStep);
      first += members;
    } catch (thrown) {
      if (!before || !(thrown instanceof DepthroomError) || thrown.code !== 'too-large') throw thrown;
      part.set(before);
      most = Math.ceil(members / 2);
      tools.onlyAtOnce?.(most);
      tools.note(
        `The memory was too small to denoise ${members} members together, so ${most} were done at once.`,
      );
    }
  }
  return Array.from({ length: ensemble }, (_, member) =>
    latents.subarray(member * length, (member + 1) * length),
  );
}

async function denoiseBatch(
  pack: LatentPack,
  conditions: Conditions,
  size: Size,
  sampler: Sampler,
  latents: Float32Array,
  members: number,
  unet: Unet,
  normals: Normals,
  onStep: (members: number) => void,
): Promise<void> {
  const length = latents.length / members;
  const depth = pack.conditioning.length;
  const stacked = new Float32Array(latents.length * depth);
  const dims = [members, pack.latent.channels * depth, size.height, size.width];
  for (let index = 0; index < sampler.timesteps.length; index++) {
    onStep(members);
    stack(stacked, pack.conditioning, conditions, latents, length);
    const answer = await unet.predict(stacked, dims, sampler.timesteps[index]);
    sampler.step(
      index,
      latents,
      finiteFloats(answer, latents.length, `denoising step ${index + 1}`),
      normals,
    );
  }
}

/** Stacks the latents of each member along the channels, in the order of the pack. */
function stack(
  stacked: Float32Array,
  order: readonly string[],
  conditions: Conditions,
  latents: Float32Array,
  length: number,
): void {
  const { image, coarse } = conditions;
  for (let start = 0, at = 0; start < latents.length; start += length)
    for (const part of order) {
      const values =
        part === 'noise' ? latents.subarray(start, start + length) : part === 'coarse' ? coarse : image;
      if (values) stacked.set(values, at);
      at += length;
    }
}
