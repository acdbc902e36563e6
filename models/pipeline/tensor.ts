import { DepthroomError } from '../../contract/errors.ts';
import { floatsFromHalves, halvesFromFloats } from './half.ts';
import type { Graph, Tensor } from './pipeline.ts';

/** Name of the input of a graph that has one. Throws `bad-pack` where it has more or none. */
export function onlyInput(graph: Graph): string {
  if (graph.inputs.length !== 1)
    throw new DepthroomError(
      'bad-pack',
      `The graph was expected to have one input, but it has ${graph.inputs.length}: ${graph.inputs.map((port) => port.name).join(', ')}.`,
    );
  return graph.inputs[0].name;
}

/** The first output that a graph gave, of any shape. Throws `bad-pack` where it gave none. */
export function onlyOutput(outputs: Record<string, Tensor>): Tensor {
  const first = Object.values(outputs)[0];
  if (!first) throw new DepthroomError('bad-pack', 'The graph gave no output.');
  return first;
}

/** A float tensor's values as float32. */
function toFloats(tensor: Tensor): Float32Array {
  if (tensor.data instanceof Float32Array) return tensor.data;
  if (tensor.type === 'float16') return floatsFromHalves(tensor.data as Uint16Array);
  throw new DepthroomError(
    'bad-pack',
    `The graph answered with ${tensor.type} values; expected float32 or float16.`,
  );
}

/** Float values, as many as the product of `dims`, row-major, in the type that a port asks for: float16 as bit patterns, else float32. */
export function floatTensor(values: Float32Array, dims: readonly number[], type: string): Tensor {
  if (type === 'float16') return { type: 'float16', data: halvesFromFloats(values), dims };
  return { type: 'float32', data: values, dims };
}

/**
 * A graph's answer as float32, row-major, checked: so many values, all of them finite. `what` names it in the sentence. Throws `bad-pack`
 * where the count or the type is another one, `bad-result` where a value is NaN or infinite.
 */
export function finiteFloats(tensor: Tensor, count: number, what: string): Float32Array {
  const values = toFloats(tensor);
  if (values.length !== count)
    throw new DepthroomError(
      'bad-pack',
      `The graph gave ${values.length} values (${tensor.dims.join(' x ')}) for ${what}; expected ${count}.`,
    );
  const broken = countNonFinite(values);
  if (broken > 0) throw notFinite(what, broken, values.length, tensor.type);
  return values;
}

function countNonFinite(values: Float32Array): number {
  // Nothing but NaN and infinity is not 0 times 0: millions of values are looked at in four sums, which do not wait for each other.
  let [first, second, third, fourth] = [0, 0, 0, 0];
  let at = 0;
  for (; at + 3 < values.length; at += 4) {
    first += values[at] * 0;
    second += values[at + 1] * 0;
    third += values[at + 2] * 0;
    fourth += values[at + 3] * 0;
  }
  for (; at < values.length; at++) first += values[at] * 0;
  if (first + second + third + fourth === 0) return 0;
  let count = 0;
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i])) count++;
  return count;
}

function notFinite(what: string, broken: number, count: number, type: string): DepthroomError {
  const advice =
    type === 'float16'
      ? 'float16 overflows in the attention of these networks: use the float32 pack, or one whose attention was kept in float32'
      : 'try the CPU provider, and a float32 pack if this one holds float16 weights';
  return new DepthroomError(
    'bad-result',
    `The model computed ${broken} of ${count} values of ${what} as NaN or infinity; ${advice}.`,
  );
}
