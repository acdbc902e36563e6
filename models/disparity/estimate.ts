import type { Estimate, Question, Tools } from '../pipeline/pipeline.ts';
import { coverPhoto } from '../pipeline/place.ts';
import { finiteFloats, floatTensor, onlyInput, onlyOutput } from '../pipeline/tensor.ts';
import { networkInput, networkSizeOf } from './input.ts';

/**
 * Any feed-forward network of relative inverse depth: Depth Anything (Yang et al. 2024, arXiv 2406.09414), MiDaS and DPT (Ranftl et al.
 * 2020, arXiv 1907.01341). One pass; out comes affine disparity at the network's height x width: larger is nearer, scale and shift unknown.
 * Throws `bad-pack` or `provider-failed` where a graph cannot be opened, does not fit or fails, `bad-result` where it answers with NaN or
 * infinity.
 */
export async function estimateDisparity(
  { photo, pack, options }: Question<'disparity'>,
  tools: Tools,
): Promise<Estimate> {
  // 1. The photo at the network's size, normalised.
  tools.report('prepare', 0);
  const shortSide = options.resolution === 0 ? pack.input.shortSide : options.resolution;
  const size = networkSizeOf(photo, pack.input, shortSide);
  const planes = networkInput(photo, size, pack.input);

  // 2. One pass: 1 x 3 x H x W in, H x W disparities out.
  tools.report('network', 0.1);
  const graph = await tools.graph('model');
  const name = onlyInput(graph);
  const outputs = await graph.run({
    [name]: floatTensor(planes, [1, 3, size.height, size.width], graph.inputs[0].type),
  });
  const values = finiteFloats(onlyOutput(outputs), size.width * size.height, 'the disparity map');
  await tools.release('model');

  // 3. The map covers the whole photo.
  return { depth: { kind: 'affine-disparity', ...size, values }, placement: coverPhoto(photo, 'bilinear') };
}
