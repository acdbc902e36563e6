import { DepthroomError } from '../../contract/errors.ts';
import type { LatentPack } from '../../contract/pack.ts';
import type { Graph, Tools } from '../pipeline/pipeline.ts';
import type { Size } from '../pipeline/resize.ts';
import { finiteFloats, floatTensor } from '../pipeline/tensor.ts';
import { bindImageInput, expectDimension, imageOutput } from './graphs.ts';

/** Size in pixels of the latents of images of a padded size: both sides over the downscale of the pack, 8 for Stable Diffusion. */
export function latentSizeOf({ latent }: LatentPack, padded: Size): Size {
  return { width: padded.width / latent.downscale, height: padded.height / latent.downscale };
}

/**
 * Encodes one image: three planes in -1..1 of height x width of `padded` to channels x height x width of the latent, the mean of its
 * distribution times the scaling factor (Marigold, section 3.2; diffusers takes the mode, which is the mean). A graph with twice the
 * channels gives mean and log variance; the mean is the first half.
 * Throws `bad-pack` or `provider-failed` where a graph cannot be opened, does not fit or fails, `bad-result` where it answers with NaN or
 * infinity.
 */
export async function encode(
  pack: LatentPack,
  key: 'vaeEncoder' | 'coarseEncoder',
  planes: Float32Array,
  padded: Size,
  tools: Tools,
): Promise<Float32Array> {
  const graph = await tools.graph(key);
  const port = bindImageInput(graph, [3], 'an image');
  const { channels, scalingFactor } = pack.latent;
  const size = latentSizeOf(pack, padded);
  const dims = [1, 3, padded.height, padded.width];
  dims.forEach((length, axis) => {
    expectDimension(port, axis, length, 'this photo at this resolution');
  });
  const output = imageOutput(
    await graph.run({ [port.name]: floatTensor(planes, dims, port.type) }),
    'The encoder',
  );
  if (output.dims[1] !== channels && output.dims[1] !== 2 * channels)
    throw new DepthroomError(
      'bad-pack',
      `The encoder gave ${output.dims[1]} channels; expected ${channels} (the mean) or ${2 * channels} (mean and log variance).`,
    );
  const area = size.width * size.height;
  const values = finiteFloats(output, output.dims[1] * area, 'the encoded image');
  const mean = values.slice(0, channels * area);
  for (let i = 0; i < mean.length; i++) mean[i] *= scalingFactor;
  if (output.dims[1] === channels) await warnOfSampling(graph, port.name, port.type, tools);
  return mean;
}

/**
 * The exporter of diffusers made encoders that sample their latent instead of taking its mean. Asking twice about a small grey
 * image shows it; only graphs that carry that exporter's output name are asked.
 */
async function warnOfSampling(graph: Graph, input: string, type: string, tools: Tools): Promise<void> {
  if (graph.outputs[0]?.name !== 'latent_sample') return;
  const side = 64;
  const feeds = { [input]: floatTensor(new Float32Array(3 * side * side), [1, 3, side, side], type) };
  const [first, second] = [
    imageOutput(await graph.run(feeds), 'The encoder'),
    imageOutput(await graph.run(feeds), 'The encoder'),
  ];
  if (first.data.some((value, i) => value !== second.data[i]))
    tools.note(
      'The encoder of this pack samples its latents at random, so the same seed does not give the same map; an encoder that gives the mean is needed for that.',
    );
}

/**
 * Decodes one scaled latent (channels x height x width) to a map in 0..1 of height x width of `resized`, row by row: the mean of the three
 * channels, clipped to the range of the target, without the padding (Marigold, section 3.2; diffusers, decode_prediction).
 * Throws `bad-pack` or `provider-failed` where a graph cannot be opened, does not fit or fails, `bad-result` where it answers with NaN or
 * infinity.
 */
export async function decode(
  pack: LatentPack,
  latent: Float32Array,
  padded: Size,
  resized: Size,
  tools: Tools,
): Promise<Float32Array> {
  const graph = await tools.graph('vaeDecoder');
  const { channels, scalingFactor } = pack.latent;
  const port = bindImageInput(graph, [channels], 'a latent');
  const size = latentSizeOf(pack, padded);
  const unscaled = latent.map((value) => value / scalingFactor);
  const dims = [1, channels, size.height, size.width];
  const output = imageOutput(
    await graph.run({ [port.name]: floatTensor(unscaled, dims, port.type) }),
    'The decoder',
  );
  const area = padded.width * padded.height;
  if (output.dims[1] !== 3 && output.dims[1] !== 1)
    throw new DepthroomError('bad-pack', `The decoder gave ${output.dims[1]} channels; expected 3, or 1.`);
  const image = finiteFloats(output, output.dims[1] * area, 'the decoded map');
  return unitOfPicture(image, output.dims[1], padded, resized, pack.depth.target ?? '-1..1');
}

/**
 * u in 0..1 of the mean of the channels without the padding, row by row. A picture in -1..1 is 2u - 1, as in the papers; networks that were
 * trained without that remapping paint u itself.
 */
function unitOfPicture(
  image: Float32Array,
  channels: number,
  padded: Size,
  resized: Size,
  target: '-1..1' | '0..1',
): Float32Array {
  const [low, scale, shift] = target === '0..1' ? [0, 1, 0] : [-1, 0.5, 0.5];
  const area = padded.width * padded.height;
  const map = new Float32Array(resized.width * resized.height);
  if (channels === 3) {
    for (let y = 0, i = 0; y < resized.height; y++)
      for (let x = 0, at = y * padded.width; x < resized.width; x++, at++, i++) {
        const mean = (image[at] + image[area + at] + image[2 * area + at]) / 3;
        map[i] = (mean < low ? low : mean > 1 ? 1 : mean) * scale + shift;
      }
    return map;
  }
  for (let y = 0, i = 0; y < resized.height; y++)
    for (let x = 0, at = y * padded.width; x < resized.width; x++, at++, i++) {
      let sum = 0;
      for (let channel = 0; channel < channels; channel++) sum += image[channel * area + at];
      map[i] = Math.min(Math.max(sum / channels, low), 1) * scale + shift;
    }
  return map;
}
