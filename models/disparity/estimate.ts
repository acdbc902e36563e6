import type { PackOf } from '../../contract/pack.ts';
import type { Estimate, Question, Tools } from '../pipeline/pipeline.ts';
import { coverPhoto } from '../pipeline/place.ts';
import { finiteFloats, floatTensor, onlyInput, onlyOutput } from '../pipeline/tensor.ts';
import { crop, framedInput, frameOf } from './input.ts';

const KINDS = { disparity: 'affine-disparity', affine: 'affine-depth', metric: 'metric' } as const;

/**
 * Any feed-forward network of relative inverse depth: Depth Anything (Yang et al. 2024, arXiv 2406.09414), MiDaS and DPT (Ranftl et al.
 * 2020, arXiv 1907.01341). One pass; out comes affine disparity at the network's height x width: larger is nearer, scale and shift unknown. A
 * pack may say that its graph answers otherwise: metres, relative depth, or with near where far would be. Throws `bad-pack` or
 * `provider-failed` where a graph cannot be opened, does not fit or fails, `bad-result` where it answers with NaN or infinity.
 */
export async function estimateDisparity(
  { photo, pack, options }: Question<'disparity'>,
  tools: Tools,
): Promise<Estimate> {
  // 1. The photo at the network's size, normalised.
  tools.report('prepare', 0);
  const shortSide = options.resolution === 0 ? pack.input.shortSide : options.resolution;
  const frame = frameOf(photo, pack.input, shortSide);
  const planes = framedInput(photo, frame, pack.input);
  const { size } = frame;

  // 2. One pass: 1 x 3 x H x W in, H x W disparities out.
  tools.report('network', 0.1);
  const graph = await tools.graph('model');
  const name = onlyInput(graph);
  const outputs = await graph.run({
    [name]: floatTensor(planes, [1, 3, size.height, size.width], graph.inputs[0].type),
  });
  const values = finiteFloats(onlyOutput(outputs), size.width * size.height, 'the disparity map');
  await tools.release('model');

  // 3. What is of the photo covers the whole of it.
  const { kind } = pack.depth;
  const map = crop(values, frame);
  if (isTurned(pack))
    map.forEach((value, i) => {
      map[i] = -value;
    });
  const { width, height } = frame.inner;
  return {
    depth: { kind: KINDS[kind], width, height, values: map },
    placement: coverPhoto(photo, 'bilinear'),
  };
}

/** Whether near is at the other end than the kind of map has it: high for disparity, low for depth. Metres cannot be turned. */
function isTurned({ depth }: PackOf<'disparity'>): boolean {
  if (depth.near === undefined || depth.kind === 'metric') return false;
  return depth.near !== (depth.kind === 'disparity' ? 'high' : 'low');
}
