import type { Estimate, Question, Tools } from '../pipeline/pipeline.ts';
import { coverPhoto } from '../pipeline/place.ts';
import { resizePixels } from '../pipeline/resize-pixels.ts';
import { finiteFloats, onlyInput, onlyOutput } from '../pipeline/tensor.ts';

/**
 * FastDepth (Wofk et al., ICRA 2019, arXiv 1903.03273): one pass of an encoder-decoder; out come planar metres of an indoor scene at the
 * pack's height x width, over the whole photo.
 * Throws `bad-pack` or `provider-failed` where a graph cannot be opened, does not fit or fails, `bad-result` where it answers with NaN or
 * infinity.
 */
export async function estimateFastDepth(
  { photo, pack }: Question<'fastdepth'>,
  tools: Tools,
): Promise<Estimate> {
  const { width, height } = pack.input;

  // 1. The photo at the network's size: RGB in 0..1, antialiased bilinear, proportions given up as in training.
  tools.report('prepare', 0);
  const input = resizePixels(photo.rgb, photo, pack.input, { method: 'bilinear', antialias: true });
  for (let i = 0; i < input.length; i++) input[i] /= 255;

  // 2. One pass: 1 x 3 x H x W in, 1 x 1 x H x W metres out.
  tools.report('open', 0.1);
  const graph = await tools.graph('model');
  tools.report('network', 0.3);
  const feeds = {
    [onlyInput(graph)]: { type: 'float32' as const, data: input, dims: [1, 3, height, width] },
  };
  const values = finiteFloats(onlyOutput(await graph.run(feeds)), width * height, 'the depth map');
  await tools.release('model');

  // 3. The map covers the whole photo.
  return {
    depth: { kind: 'metric', width, height, values },
    placement: coverPhoto(photo, 'bilinear'),
  };
}
