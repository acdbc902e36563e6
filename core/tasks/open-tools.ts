import { join } from 'node:path';
import { DepthroomError } from '../../contract/errors.ts';
import type { Pack, PackGraph } from '../../contract/pack.ts';
import type { Run } from '../../contract/run.ts';
import type { Graph, Tools } from '../../models/pipeline/pipeline.ts';
import { type OpenGraph, openGraph } from '../../models/session.ts';
import { packStamp, verifyPack } from '../library/packs/packs.ts';
import { readPlane } from '../project/planes.ts';
import type { Report } from '../worker/report.ts';
import { chooseProviders, realPorts } from './providers.ts';

/** Tools of one run, with what it takes to fill the run's row afterwards. */
export interface OpenTools extends Tools {
  provider(): string;
  /** What the pack's files look like; their sha256 are right. */
  packStamp: string;
  stages(): Run['stages'];
  notes(): string[];
  /** Closes what would not fit beside other work. */
  finish(): Promise<void>;
}

interface Request {
  pack: Pack;
  packFolder: string;
  packHash: string;
  /** What the pack's files looked like when their sha256 were right, where that was asked before. */
  checkedStamp: string | null;
  provider: string;
  memoryBudgetInBytes: number;
  /** resources/self-test.onnx */
  selfTestGraph: string;
  /** Providers whose self-test ended the process before. */
  brokenProviders: readonly string[];
}

/** Graphs of the pack that was used last stay open: the next photo does not wait for them again. */
let open: { packHash: string; packFolder: string; graphs: Map<string, OpenGraph>; provider: string } | null =
  null;

async function closeAll(): Promise<void> {
  const graphs = open ? [...open.graphs.values()] : [];
  open = null;
  for (const graph of graphs) await graph.release();
}

/** Prepares what a pipeline may use: graphs on the provider that works, the clock for the stages, the notes. */
export async function openTools(request: Request, report: Report): Promise<OpenTools> {
  const { pack, packFolder, packHash, memoryBudgetInBytes } = request;
  const stages: Run['stages'] = [];
  const notes: string[] = [];
  let stage: { name: string; startedAt: number } | null = null;

  const enter = (name: string | null) => {
    const now = performance.now();
    if (stage && stage.name !== name) {
      const known = stages.find((entry) => entry.name === stage?.name);
      if (known) known.milliseconds += now - stage.startedAt;
      else stages.push({ name: stage.name, milliseconds: now - stage.startedAt });
    }
    if (stage?.name !== name) stage = name === null ? null : { name, startedAt: now };
  };

  // Taken before the files are read: what changes meanwhile is read again the next time.
  const stamp = await packStamp({ pack, folder: packFolder });
  if (stamp !== request.checkedStamp) {
    enter('check pack');
    report('check pack', 0);
    await verifyPack({ pack, folder: packFolder });
  }

  const providers = await chooseProviders(realPorts(request.selfTestGraph), request.provider, {
    broken: request.brokenProviders,
    testing: (name) => report(`test ${name}`, 0, name),
  });
  notes.push(...providers.notes);
  let provider = providers.usable[0];
  if (open && (open.packHash !== packHash || open.packFolder !== packFolder || open.provider !== provider))
    await closeAll();
  open ??= { packHash, packFolder, graphs: new Map(), provider };
  const current = open;

  const entry = (name: string): PackGraph => {
    const graph = (pack.graphs as Record<string, PackGraph | undefined>)[name];
    if (!graph)
      throw new DepthroomError(
        'bad-pack',
        `Expected the pack "${pack.id}" to have a graph "${name}", but it has ${Object.keys(pack.graphs).join(', ')}.`,
      );
    return graph;
  };
  const weight = (name: string) =>
    entry(name).bytes + (entry(name).external ?? []).reduce((sum, file) => sum + file.bytes, 0);
  const openWeight = () => [...current.graphs.keys()].reduce((sum, name) => sum + weight(name), 0);

  async function openOn({ file, external = [] }: PackGraph): Promise<OpenGraph> {
    const path = join(packFolder, file);
    // Other networks have steps (a cubic Resize) that work with folded constants only.
    const isBound = 'latent' in pack && external.some((weights) => weights.file.endsWith('.safetensors'));
    for (;;) {
      try {
        return await openGraph(path, { provider, threads: 0, isBound });
      } catch (thrown) {
        const next = providers.usable[providers.usable.indexOf(provider) + 1];
        if (!(thrown instanceof DepthroomError) || thrown.code !== 'provider-failed' || !next) throw thrown;
        notes.push(
          `The execution provider "${provider}" could not be used, so "${next}" did the work: ${thrown.message}`,
        );
        provider = next;
        current.provider = next;
      }
    }
  }

  return {
    async graph(name): Promise<Graph> {
      const known = current.graphs.get(name);
      if (known) return known;
      const opened = await openOn(entry(name));
      current.graphs.set(name, opened);
      return opened;
    },
    async release(name) {
      // Room for the next graph counts too: it is about as heavy as the ones that are open.
      if (openWeight() * 2 <= memoryBudgetInBytes) return;
      const graph = current.graphs.get(name);
      current.graphs.delete(name);
      await graph?.release();
    },
    async floats(name) {
      const { file, bytes } = entry(name);
      requireNumbers(pack, file, bytes);
      return readPlane(join(packFolder, file), bytes / 4);
    },
    report(name, fraction) {
      enter(name);
      report(name, Math.min(1, Math.max(0, fraction)));
    },
    note: (sentence) => {
      notes.push(sentence);
    },
    provider: () => provider,
    packStamp: stamp,
    stages: () => {
      enter(null);
      return stages.map(({ name, milliseconds }) => ({
        name,
        milliseconds: Math.round(milliseconds * 10) / 10,
      }));
    },
    notes: () => notes,
    async finish() {
      if (openWeight() > memoryBudgetInBytes) await closeAll();
    },
  };
}

/** Throws `bad-pack` where a file cannot hold 32-bit numbers only. */
function requireNumbers({ id }: Pack, file: string, bytes: number): void {
  if (bytes % 4 === 0) return;
  throw new DepthroomError(
    'bad-pack',
    `Expected 32-bit numbers in ${file} of the pack "${id}", but its ${bytes} bytes are not four for each; install the pack again.`,
  );
}
