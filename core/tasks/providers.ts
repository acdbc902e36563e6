import { DepthroomError } from '../../contract/errors.ts';
import type { ProviderCheck } from '../../contract/provider.ts';
import type { Graph } from '../../models/pipeline/pipeline.ts';
import { listProviders, openGraph } from '../../models/session.ts';

/** In the order in which `auto` tries them. WebGPU is experimental in onnxruntime-node and must be asked for. */
const PREFERRED = ['cuda', 'dml', 'coreml'];

/** Relative to the largest value of the CPU's answer. Reduced precision (TF32, float16 accumulation) stays well below; black and NaN do not. */
const TOLERANCE = 0.02;

/** What the check needs of the world: injectable, so that a provider that lies can be tested without one. */
export interface ProviderPorts {
  present(): string[];
  /** Opens the self-test graph; whoever asked releases it. */
  open(provider: string): Promise<Graph & { release(): Promise<void> }>;
}

export function realPorts(selfTestGraph: string): ProviderPorts {
  return { present: listProviders, open: (provider) => openGraph(selfTestGraph, { provider, threads: 1 }) };
}

const checked = new Map<string, ProviderCheck>();

interface Trial {
  /** Providers that took a process down before: not tried again. */
  broken?: readonly string[];
  /** Told before a provider is tried for the first time. */
  testing?: (name: string) => void;
}

/** Every provider of this machine with what its self-test said; each is tested once per process. */
export async function checkProviders(ports: ProviderPorts, trial: Trial = {}): Promise<ProviderCheck[]> {
  const checks: ProviderCheck[] = [];
  for (const name of ports.present()) checks.push(await checkProvider(ports, name, trial));
  return checks;
}

/**
 * The providers to try in turn for a request, and what there is to say about those that are not among them. A provider that is
 * refused is never used silently, and neither is the CPU in its place.
 */
export async function chooseProviders(
  ports: ProviderPorts,
  requested: string,
  trial: Trial = {},
): Promise<{ usable: string[]; notes: string[] }> {
  const present = ports.present();
  if (requested !== 'auto' && !present.includes(requested)) {
    throw new DepthroomError(
      'provider-failed',
      `Expected an execution provider of this machine (${present.join(', ')}), but received "${requested}".`,
    );
  }
  const wanted =
    requested === 'auto'
      ? PREFERRED.filter((name) => present.includes(name))
      : requested === 'cpu'
        ? []
        : [requested];
  const usable: string[] = [];
  const notes: string[] = [];
  for (const name of wanted) {
    const check = await checkProvider(ports, name, trial);
    if (check.isUsable) usable.push(name);
    else notes.push(`${check.sentence} The CPU did the work.`);
  }
  return { usable: [...usable, 'cpu'], notes };
}

async function checkProvider(
  ports: ProviderPorts,
  name: string,
  { broken = [], testing }: Trial,
): Promise<ProviderCheck> {
  if (name === 'cpu')
    return { name, isUsable: true, sentence: 'The CPU is what the others are compared with.' };
  if (broken.includes(name))
    return {
      name,
      isUsable: false,
      sentence: `"${name}" ended the process in its self-test and is not used.`,
    };
  const known = checked.get(name);
  if (known) return known;
  testing?.(name);
  const check = await selfTest(ports, name);
  checked.set(name, check);
  return check;
}

/** Runs the tiny graph on the provider and on the CPU: the answers must be the same but for rounding. */
export async function selfTest(ports: ProviderPorts, name: string): Promise<ProviderCheck> {
  try {
    const difference = largestDifference(await answer(ports, name), await answer(ports, 'cpu'));
    if (difference <= TOLERANCE)
      return {
        name,
        isUsable: true,
        sentence: `"${name}" agrees with the CPU to ${difference.toExponential(1)}.`,
      };
    const found = Number.isNaN(difference)
      ? 'values that are not finite'
      : `values that differ from the CPU's by ${(difference * 100).toFixed(0)} %`;
    return {
      name,
      isUsable: false,
      sentence: `"${name}" was refused: its self-test gave ${found}; a newer graphics driver may help.`,
    };
  } catch (thrown) {
    const reason = (thrown as Error).message.split('\n')[0];
    return { name, isUsable: false, sentence: `"${name}" could not be used: ${reason.replace(/\.?$/, '.')}` };
  }
}

async function answer(ports: ProviderPorts, provider: string): Promise<Float32Array> {
  const graph = await ports.open(provider);
  try {
    const image = Float32Array.from({ length: 3 * 16 * 16 }, (_, i) => Math.sin(i * 0.37) * 0.8);
    const outputs = await graph.run({
      [graph.inputs[0].name]: { type: 'float32', data: image, dims: [1, 3, 16, 16] },
    });
    return outputs[graph.outputs[0].name].data as Float32Array;
  } finally {
    await graph.release();
  }
}

/** Largest |a - b| over largest |b|; NaN where a value of `a` is not finite. */
function largestDifference(a: Float32Array, b: Float32Array): number {
  let difference = 0;
  let largest = 0;
  for (let i = 0; i < b.length; i++) {
    if (!Number.isFinite(a[i])) return Number.NaN;
    difference = Math.max(difference, Math.abs(a[i] - b[i]));
    largest = Math.max(largest, Math.abs(b[i]));
  }
  return difference / largest;
}
