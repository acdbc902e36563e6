import type { MeasuredProvider } from '../../worker/provider-knowledge.ts';

/** In the order in which they are tried. What is not named here (TensorRT) is used only where it is asked for. */
const PREFERRED = ['cuda', 'dml', 'coreml', 'webgpu'];

/**
 * Networks below so many parameters run on the CPU while nothing was measured: there they take less than what another device takes to be
 * prepared in a fresh process (Marigold starter's encoder, 4 M: 0.4 s on the CPU, 2.7 s on WebGPU). Depth Anything V2 Base has 97 M.
 */
const SMALL = 30e6;
/** A small network that takes longer than this on the CPU has large work to do: then another device is tried once. */
const PATIENCE_MS = 4_000;

/** A provider to use, and why it is this one, for a person. */
export interface Choice {
  provider: string;
  why: string;
}

/** What the order of providers depends on. */
export interface Situation {
  /** Names of the providers that are there and were not refused. */
  present: readonly string[];
  /** Weights of the pack's networks. */
  parameters: number;
  measured: readonly MeasuredProvider[];
  /** The provider on which the pack's graphs are open; null where none are. */
  openOn: string | null;
}

/**
 * The providers for one run in the order in which they are to be tried; the CPU is always among them. Measured ones come in the order of
 * what a person would wait; before that, large networks go to the first device of cuda, dml, coreml and webgpu, small ones to the CPU.
 */
export function orderProviders(situation: Situation): Choice[] {
  const { present, parameters } = situation;
  const devices = PREFERRED.filter((name) => present.includes(name));
  const size = `${(parameters / 1e6).toFixed(parameters < 1e8 ? 1 : 0)} M parameters`;
  if (devices.length === 0)
    return [{ provider: 'cpu', why: 'No other execution provider of this machine can be used.' }];

  const waits = waitsOf(situation);
  const cpu = waits.get('cpu');
  const isSmall = parameters < SMALL;
  const fastest = [...waits].sort((a, b) => a[1] - b[1])[0]?.[0];
  const untried = devices.filter((name) => !waits.has(name));
  const rest = (first: string) => {
    const others = [...devices, 'cpu'].filter((name) => name !== first);
    return others.map((provider) => ({ provider, why: `"${first}" could not do the work.` }));
  };
  const choose = (provider: string, why: string) => [{ provider, why }, ...rest(provider)];

  if (isSmall && cpu === undefined)
    return choose('cpu', `A network of ${size} is done on the CPU before another device is ready for it.`);
  if (isSmall && cpu !== undefined && cpu > PATIENCE_MS && untried.length === devices.length)
    return choose(
      untried[0],
      `The CPU took ${inSeconds(cpu)} for such work, so "${untried[0]}" is tried once.`,
    );
  if (!isSmall && !devices.some((name) => waits.has(name)))
    return choose(devices[0], `It is the first device of this machine for a network of ${size}.`);
  const others = [...waits].filter(([name]) => name !== fastest);
  const compared = others.map(([name, wait]) => `${inSeconds(wait)} with "${name}"`).join(' and ');
  const wait = inSeconds(waits.get(fastest as string) as number);
  return choose(
    fastest as string,
    compared
      ? `Such work takes about ${wait} with it, and ${compared}.`
      : `Such work takes about ${wait} with it.`,
  );
}

/** What a person would wait with each measured provider, in milliseconds. */
function waitsOf({ present, measured, openOn }: Situation): Map<string, number> {
  return new Map(
    measured
      .filter(({ provider }) => provider === 'cpu' || present.includes(provider))
      .map((each) => [each.provider, each.computing + (each.provider === openOn ? 0 : each.opening)]),
  );
}

function inSeconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(milliseconds < 9_950 ? 1 : 0)} s`;
}
