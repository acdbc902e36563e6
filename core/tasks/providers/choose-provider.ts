import { existsSync } from 'node:fs';
import { DepthroomError } from '../../../contract/errors.ts';
import type { ProviderCheck } from '../../../contract/provider.ts';
import { deviceOf, listProviders, type OpenGraph, openGraph } from '../../../models/session.ts';
import type { ProviderKnowledge, RefusedProvider } from '../../worker/provider-knowledge.ts';
import { orderProviders } from './provider-order.ts';

/** Relative to the largest value of the CPU's answer. Reduced precision (TF32, float16 accumulation) stays well below; black and NaN do not. */
const TOLERANCE = 0.02;

/** What the check needs of the world: injectable, so that a provider that lies can be tested without one. */
export interface ProviderPorts {
  present(): string[];
  /** Whether WebGPU would find more than a processor that plays a graphics card, which is slower than the CPU itself. */
  hasGraphicsDevice(): boolean;
  /** Opens the self-test graph; whoever asked releases it. */
  open(provider: string): Promise<OpenGraph>;
  /** Opens a graph of a pack by its path, see `openGraph`. */
  openPackGraph(path: string, provider: string, isBound: boolean, isLight?: boolean): Promise<OpenGraph>;
}

export function realPorts(selfTestGraph: string): ProviderPorts {
  return {
    present: listProviders,
    hasGraphicsDevice,
    open: (provider) => openGraph(selfTestGraph, { provider, threads: 1 }),
    openPackGraph: (path, provider, isBound, isLight = false) =>
      openGraph(path, { provider, threads: 0, isBound, isLight }),
  };
}

/** Linux has Vulkan on the processor (lavapipe, SwiftShader) where there is no device at all; elsewhere the system's own driver is used. */
function hasGraphicsDevice(): boolean {
  if (process.platform !== 'linux') return true;
  return ['/dev/dri/renderD128', '/dev/dri/renderD129', '/dev/dxg', '/proc/driver/nvidia/version'].some(
    existsSync,
  );
}

const checked = new Map<string, ProviderCheck>();

interface Trial {
  /** Providers that took a process down before: not tried again. */
  broken?: readonly string[];
  /** Left out: all. */
  only?: readonly string[] | undefined;
  /** Told before a provider is tried for the first time. */
  testing?: (name: string) => void;
}

/** Every provider of this machine with what its self-test said; each is tested once per process. */
export async function checkProviders(ports: ProviderPorts, trial: Trial = {}): Promise<ProviderCheck[]> {
  const checks: ProviderCheck[] = [];
  for (const name of ports.present())
    if (trial.only?.includes(name) ?? true) checks.push(await checkProvider(ports, name, trial));
  return checks;
}

/** What is known before a provider is chosen. */
export interface ProviderQuestion {
  /** What was asked for: `auto`, or a provider by name. */
  requested: string;
  /** Of the machine, as `versions` says it now. */
  versions: string;
  known: ProviderKnowledge;
  parameters: number;
  openOn: string | null;
}

/** The provider that does the work, and where to go from it. */
export interface ProviderLadder {
  readonly current: string;
  /** Why it is this one, for a person. */
  readonly why: string;
  /** What there is to say of those that are not used. */
  readonly notes: readonly string[];
  /** Those that were found unusable by this run. */
  readonly refused: readonly RefusedProvider[];
  /** Leaves a provider that failed with `reason` for the next one that passes its self-test; the CPU has none. Null where there is none. */
  down(reason: string): Promise<string | null>;
  /** The one that would be next, where only a part of the work is too large for this one. */
  below(): Promise<string | null>;
}

/**
 * Chooses the provider for a run. One that was refused is never used silently, and neither is another in its place. What was refused
 * before is passed over without a new trial while the versions are the same, unless it is asked for by name. Throws `provider-failed` where
 * the one that was asked for is not part of this machine.
 */
export async function chooseProvider(
  ports: ProviderPorts,
  { requested, versions, known, parameters, openOn }: ProviderQuestion,
  trial: Trial = {},
): Promise<ProviderLadder> {
  const present = ports.present();
  const isAuto = requested === 'auto';
  if (!isAuto && !present.includes(deviceOf(requested).name)) {
    throw new DepthroomError(
      'provider-failed',
      `Expected an execution provider of this machine (${present.join(', ')}), but received "${requested}".`,
    );
  }
  const notes: string[] = [];
  const refused: RefusedProvider[] = [];
  const remembered = isAuto ? known.refused.filter((each) => each.versions === versions) : [];
  for (const { provider, sentence } of remembered)
    if (present.includes(provider)) notes.push(`${sentence} It was found so earlier and is passed over.`);
  const measured = known.measured.filter((each) => each.versions === versions);
  const free = present.filter(
    (name) =>
      !remembered.some(({ provider }) => provider === name) &&
      (name !== 'webgpu' || ports.hasGraphicsDevice()),
  );
  const rungs = isAuto
    ? orderProviders({ present: free, parameters, measured, openOn })
    : [requested, 'cpu'].map((provider) => ({ provider, why: 'It was asked for.' }));

  /** The first rung from `from` on that passes its self-test. */
  async function firstUsable(from: number): Promise<number> {
    for (let at = from; at < rungs.length; at++) {
      const check = await checkProvider(ports, rungs[at].provider, trial);
      if (check.isUsable) return at;
      refused.push({
        provider: rungs[at].provider,
        versions,
        sentence: check.sentence,
        isOfPack: false,
      });
      notes.push(check.sentence);
    }
    return rungs.length;
  }

  let at = await firstUsable(0);
  // A later rung is taken because those before it were refused.
  let why = at === 0 ? rungs[0].why : `"${rungs[0].provider}" could not be used.`;
  if (at > 0) notes.push(workedInstead(rungs[at].provider));
  return {
    get current() {
      return rungs[at].provider;
    },
    get why() {
      return why;
    },
    notes,
    refused,
    async down(reason) {
      const left = rungs[at].provider;
      const next = left === 'cpu' ? rungs.length : await firstUsable(at + 1);
      if (next >= rungs.length) return null;
      const sentence = `"${left}" failed at work: ${reason.replace(/\.?$/, '.')}`;
      refused.push({ provider: left, versions, sentence, isOfPack: true });
      at = next;
      why = `"${left}" failed while it was at work.`;
      notes.push(`${sentence} ${workedInstead(rungs[at].provider)}`);
      return rungs[at].provider;
    },
    async below() {
      if (rungs[at].provider === 'cpu') return null;
      const next = await firstUsable(at + 1);
      return rungs[next]?.provider ?? null;
    },
  };
}

function workedInstead(provider: string): string {
  return provider === 'cpu' ? 'The CPU did the work.' : `"${provider}" did the work.`;
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
      sentence: `"${name}" ended the process that did the work.`,
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
