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

/** What a head makes of three planes: one pass, planar metres of height x width. */
export type Head = (planes: Float32Array) => Promise<Float32Array>;

/**
 * The average of the map `depth` (metres, height x width) and of the mirrored photo's map, mirrored back: flip augmentation of ZoeDepth's
 * `infer`. Throws `bad-pack` where the graph does not fit or fails, `provider-failed` where its provider does, `bad-result` where it
 * answers with NaN or infinity.
 */
export async function runFlipped(
  head: Head,
  planes: Float32Array,
  { width }: Size,
  depth: Float32Array,
): Promise<Float32Array> {
  const mirrored = mirror(await head(mirror(planes, width)), width);
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
  return likelierOf(logits);
}

/** How a graph with two heads is told which one is wanted. */
const ASKED = { auto: 0n, indoor: 1n, outdoor: 2n } as const;

/**
 * Both heads and the router behind one pass of the backbone: the metres (height x width) of the head of a domain, or of the one that the
 * router holds for likelier, which is told too. Throws `bad-pack` where the graph does not fit or fails, `provider-failed` where its
 * provider does, `bad-result` where it answers with NaN or infinity.
 */
export async function runRouted(
  graph: Graph,
  planes: Float32Array,
  size: Size,
  domain: Domain | 'auto',
): Promise<{ depth: Float32Array; likelier: Domain }> {
  const photo = graph.inputs.find(({ shape }) => shape.length === 4);
  const choice = graph.inputs.find(({ type, shape }) => type === 'int64' && shape.length === 0);
  if (graph.inputs.length !== 2 || !photo || !choice)
    throw new DepthroomError(
      'bad-pack',
      `The graph was expected to take a photo and a domain (int64), but it takes ${graph.inputs.map(({ name }) => name).join(', ')}.`,
    );
  const asked = { type: 'int64', data: BigInt64Array.of(ASKED[domain]), dims: [] } as const;
  const outputs = Object.values(
    await graph.run({ ...feedOf({ ...graph, inputs: [photo] }, planes, size), [choice.name]: asked }),
  );
  const [answer, map] = [
    outputs.find(({ dims }) => dims.length === 2),
    outputs.find(({ dims }) => dims.length > 2),
  ];
  if (!answer || !map)
    throw new DepthroomError('bad-pack', 'The graph was expected to answer two logits and a depth map.');
  return {
    depth: finiteFloats(map, size.width * size.height, 'the depth map'),
    likelier: likelierOf(finiteFloats(answer, 2, 'the two logits of the router')),
  };
}

function likelierOf(logits: Float32Array): Domain {
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
