import { join } from 'node:path';
import { toFailure } from '../../contract/errors.ts';
import type { Pack } from '../../contract/pack.ts';
import type { Graph, Tensor } from '../../models/pipeline/pipeline.ts';
import type { OpenGraph } from '../../models/session.ts';
import { graphEntry } from './graph-entry.ts';
import type { ProviderLadder, ProviderPorts } from './providers/choose-provider.ts';
import type { StageClock } from './stage-clock.ts';

/** The graphs of one run's pack. */
export interface OpenGraphs {
  /** A graph by its key that goes on with the next provider where one fails. Throws `bad-pack`, `provider-failed` or `too-large`. */
  graph(key: string): Promise<Graph>;
  release(key: string): Promise<void>;
  /** Whether a part of the work was done by another provider than the rest. */
  isShared(): boolean;
  /** Whether graphs had to be opened for this run. */
  isFresh(): boolean;
  finish(): Promise<void>;
}

/** Stages of getting a graph ready: reading it, and its first run on a device, which compiles shaders and chooses kernels. */
export const OPEN = 'open';
export const WARM_UP = 'warm up';

/** Networks with fewer bytes of weights take milliseconds. */
const LIGHT_BYTES = 32e6;

interface Request {
  pack: Pack;
  packFolder: string;
  packHash: string;
  memoryBudgetInBytes: number;
  ladder: ProviderLadder;
  ports: ProviderPorts;
  notes: string[];
  /** Says which stage is under way. */
  tell(stage: string): void;
  clock: StageClock;
}

interface Opened {
  graph: OpenGraph;
  provider: string;
  /** Whether it has run before, or need not. */
  isPrepared: boolean;
}

/** Graphs of the pack that was used last stay open: the next photo does not wait for them again. */
let open: { packHash: string; packFolder: string; provider: string; graphs: Map<string, Opened> } | null =
  null;

async function closeAll(): Promise<void> {
  const graphs = open ? [...open.graphs.values()] : [];
  open = null;
  for (const { graph } of graphs) await graph.release();
}

/** The provider on which graphs of this pack are open in this process; null where there are none. */
export function providerOfOpenGraphs(packHash: string, packFolder: string): string | null {
  if (open?.packHash !== packHash || open.packFolder !== packFolder) return null;
  return open.graphs.size > 0 ? open.provider : null;
}

export async function openGraphs(request: Request): Promise<OpenGraphs> {
  const { pack, packFolder, packHash, memoryBudgetInBytes, ladder, ports, notes, tell, clock } = request;
  if (providerOfOpenGraphs(packHash, packFolder) !== ladder.current) await closeAll();
  open ??= { packHash, packFolder, graphs: new Map(), provider: ladder.current };
  const current = open;
  let isShared = false;
  let isFresh = false;

  const weight = (key: string) => {
    const { bytes, external = [] } = graphEntry(pack, key);
    return bytes + external.reduce((sum, file) => sum + file.bytes, 0);
  };
  const openWeight = () => [...current.graphs.keys()].reduce((sum, key) => sum + weight(key), 0);

  /** Does what takes its time before the work as a stage of its own. */
  async function during<Result>(stage: string, work: () => Promise<Result>): Promise<Result> {
    const before = clock.now;
    tell(stage);
    try {
      return await work();
    } finally {
      if (before !== null) tell(before);
    }
  }

  async function close(key: string): Promise<void> {
    const known = current.graphs.get(key);
    current.graphs.delete(key);
    // A device that is lost cannot let go of anything.
    await known?.graph.release().catch(() => {});
  }

  /** Goes on after a failure of a graph on `provider`: with the next provider, or this graph alone with it. Throws what was thrown. */
  async function goOn(key: string, provider: string, thrown: unknown): Promise<string> {
    const { code, message } = toFailure(thrown);
    if (provider === 'cpu' || (code !== 'provider-failed' && code !== 'too-large')) throw thrown;
    if (code === 'too-large') {
      const below = await ladder.below();
      if (below === null) throw thrown;
      isShared = true;
      const whole = below === 'cpu' ? 'the CPU' : `"${below}"`;
      notes.push(
        `The memory of "${provider}" was too small for ${key}, so ${whole} did this part, whole and not in tiles; the map is the same but for rounding.`,
      );
      await close(key);
      return below;
    }
    const next = await ladder.down(message);
    if (next === null) throw thrown;
    isShared = true;
    for (const name of [...current.graphs.keys()]) await close(name);
    current.provider = next;
    return next;
  }

  async function opened(key: string, wanted: string | null = null): Promise<Opened> {
    const known = current.graphs.get(key);
    if (known) return known;
    const { file, external = [] } = graphEntry(pack, key);
    // Other networks have steps (a cubic Resize) that work with folded constants only.
    const isBound = 'latent' in pack && external.some((weights) => weights.file.endsWith('.safetensors'));
    for (let provider = wanted ?? current.provider; ; ) {
      try {
        const graph = await during(OPEN, () =>
          ports.openPackGraph(join(packFolder, file), provider, isBound, weight(key) < LIGHT_BYTES),
        );
        const entry = { graph, provider, isPrepared: provider === 'cpu' };
        current.graphs.set(key, entry);
        isFresh = true;
        return entry;
      } catch (thrown) {
        provider = await goOn(key, provider, thrown);
      }
    }
  }

  async function run(key: string, feeds: Record<string, Tensor>): Promise<Record<string, Tensor>> {
    for (let wanted: string | null = null; ; ) {
      const entry = await opened(key, wanted);
      try {
        if (entry.isPrepared) return await entry.graph.run(feeds);
        const outputs = await during(WARM_UP, () => entry.graph.run(feeds));
        entry.isPrepared = true;
        return outputs;
      } catch (thrown) {
        // Who asked for several members at once can ask for fewer.
        if (toFailure(thrown).code === 'too-large' && membersOf(feeds) > 1) throw thrown;
        wanted = await goOn(key, entry.provider, thrown);
      }
    }
  }

  return {
    async graph(key) {
      const { inputs, outputs } = (await opened(key)).graph;
      return { inputs, outputs, run: (feeds) => run(key, feeds) };
    },
    async release(key) {
      // Room for the next graph counts too: it is about as heavy as the ones that are open.
      if (openWeight() * 2 > memoryBudgetInBytes) await close(key);
    },
    isShared: () => isShared,
    isFresh: () => isFresh,
    async finish() {
      if (openWeight() > memoryBudgetInBytes) await closeAll();
    },
  };
}

/** The first dimension of the largest input. */
function membersOf(feeds: Record<string, Tensor>): number {
  const [largest] = Object.values(feeds).sort((a, b) => b.data.length - a.data.length);
  return largest?.dims[0] ?? 1;
}
