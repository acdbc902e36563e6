import { DepthroomError } from '../../contract/errors.ts';
import type { Graph } from '../pipeline/pipeline.ts';
import type { Size } from '../pipeline/resize.ts';
import { finiteFloats, floatTensor, onlyInput, onlyOutput } from '../pipeline/tensor.ts';

/**
 * One pass of a head: three planes of height x width in (see `networkInput`), planar metres of height x width out. Throws `bad-pack` where
 * the graph does not fit or fails, `provider-failed` where its provider does, `bad-result` where it answers with NaN or infinity.
 */
export async function runHead(graph: Graph, planes: Float32Array, size: Size): Promise<Float32Array> {
  const outputs = await graph.run(feedOf(graph, planes, size));
  const depth = Object.values(outputs).find((tensor) => tensor.dims.length >= 3) ?? onlyOutput(outputs);
  return finiteFloats(depth, size.width * size.height, 'the depth map');
}

/**
 * The average of the map `depth` (metres, height x width) and of the mirrored photo's map, mirrored back: flip augmentation of ZoeDepth's
 * `infer`. Throws `bad-pack` where the graph does not fit or fails, `provider-failed` where its provider does, `bad-result` where it
 * answers with NaN or infinity.
 */
export async function runFlipped(
  graph: Graph,
  planes: Float32Array,
  size: Size,
  depth: Float32Array,
): Promise<Float32Array> {
  const mirrored = mirror(await runHead(graph, mirror(planes, size.width), size), size.width);
  return depth.map((value, i) => (value + mirrored[i]) / 2);
}

/** The two kinds of scenes that packs with two heads know: NYU Depth v2 (to 10 m) and KITTI (to 80 m). */
export type Domain = 'indoor' | 'outdoor';

/**
 * The domain that the router holds for likelier (ZoeD_NK of ZoeDepth): three planes of height x width in, two logits out, indoor and
 * outdoor. Throws `bad-pack` where the graph does not fit or fails, `provider-failed` where its provider does, `bad-result` where it
 * answers with NaN or infinity.
 */
export async function route(graph: Graph, planes: Float32Array, size: Size): Promise<Domain> {
  const outputs = await graph.run(feedOf(graph, planes, size));
  const logits = finiteFloats(onlyOutput(outputs), 2, 'the two logits of the router');
  return logits[0] >= logits[1] ? 'indoor' : 'outdoor';
}

function feedOf(graph: Graph, planes: Float32Array, size: Size) {
  const name = onlyInput(graph);
  const port = graph.inputs[0];
  const dims = [1, 3, size.height, size.width];
  const isFitting =
    port.shape.length === 4 &&
    port.shape.every((stated, axis) => typeof stated !== 'number' || stated === dims[axis]);
  if (!isFitting)
    throw new DepthroomError(
      'bad-pack',
      `The graph takes ${port.shape.join(' x ') || 'a scalar'}, but this photo makes ${dims.join(' x ')}; a graph of one fixed size needs "fixed" and that size in its pack.json.`,
    );
  return { [name]: floatTensor(planes, dims, port.type) };
}

/** Mirrors rows left to right. */
function mirror(values: Float32Array, width: number): Float32Array {
  const mirrored = new Float32Array(values.length);
  for (let start = 0; start < values.length; start += width)
    for (let x = 0; x < width; x++) mirrored[start + x] = values[start + width - 1 - x];
  return mirrored;
}
