import { join } from 'node:path';
import { DepthroomError } from '../../contract/errors.ts';
import type { Pack } from '../../contract/pack.ts';
import type { Run } from '../../contract/run.ts';
import type { Tools } from '../../models/pipeline/pipeline.ts';
import { deviceOf } from '../../models/session.ts';
import { packFiles, packStamp, verifyPack } from '../library/packs/pack-files.ts';
import { readPlane } from '../project/planes.ts';
import {
  type AtOnce,
  NOTHING_KNOWN,
  type ProviderFindings,
  type ProviderKnowledge,
} from '../worker/provider-knowledge.ts';
import type { Report } from '../worker/report.ts';
import { graphEntry } from './graph-entry.ts';
import { OPEN, type OpenGraphs, openGraphs, providerOfOpenGraphs, WARM_UP } from './open-graphs.ts';
import { type Adapter, adapterNote, listAdapters } from './providers/adapters.ts';
import { chooseProvider, type ProviderPorts, realPorts } from './providers/choose-provider.ts';
import { membersThatFit, numberedDevice, nvidiaCards } from './providers/device-memory.ts';
import { machineVersions } from './providers/machine-versions.ts';
import { createStageClock } from './stage-clock.ts';

/** Tools of one run, with what it takes to fill the run's row afterwards. */
export interface OpenTools extends Tools {
  provider(): string;
  /** Why it was this provider, for a person. */
  providerReason(): string;
  findings(): ProviderFindings;
  /** What the pack's files look like; their sha256 are right. */
  packStamp: string;
  stages(): Run['stages'];
  notes(): string[];
  /** Closes what would not fit beside other work. */
  finish(): Promise<void>;
}

export interface ToolsRequest {
  pack: Pack;
  packFolder: string;
  packHash: string;
  /** What the pack's files looked like when their sha256 were right, where that was asked before. */
  checkedStamp: string | null;
  provider: string;
  /** Left out: nothing. */
  known?: ProviderKnowledge | undefined;
  memoryBudgetInBytes: number;
  /** resources/self-test.onnx */
  selfTestGraph: string;
  /** Providers that ended a process at work before. */
  brokenProviders: readonly string[];
}

/** Stages whose time says nothing of how fast the networks are. */
const NOT_COMPUTING = new Set(['check pack', 'read photo', 'prepare', 'store', 'ensemble', OPEN, WARM_UP]);

/** Prepares what a pipeline may use: graphs on the provider that works, the clock for the stages, the notes. */
export async function openTools(
  request: ToolsRequest,
  report: Report,
  ports: ProviderPorts = realPorts(request.selfTestGraph),
): Promise<OpenTools> {
  const { pack, packFolder, packHash } = request;
  const clock = createStageClock();
  const notes: string[] = [];

  // Taken before the files are read: what changes meanwhile is read again the next time.
  const stamp = await packStamp({ pack, folder: packFolder });
  if (stamp !== request.checkedStamp) {
    clock.enter('check pack');
    report('check pack', 0);
    await verifyPack({ pack, folder: packFolder });
  }

  const versions = machineVersions();
  const question = {
    requested: request.provider.includes(':')
      ? numberedDevice(request.provider, await nvidiaCards())
      : request.provider,
    versions,
    known: request.known ?? NOTHING_KNOWN,
    parameters: parametersOf(pack),
    openOn: providerOfOpenGraphs(packHash, packFolder),
  };
  const ladder = await chooseProvider(ports, question, {
    broken: request.brokenProviders,
    testing: (name) => report(`test ${name}`, 0, name),
  });

  const about = adapterNote(ladder.current, await adaptersFor(ladder.current));
  if (about !== null) notes.push(about);
  if (deviceOf(ladder.current).name === 'cuda' && process.env.NVIDIA_TF32_OVERRIDE !== '0')
    notes.push('Products were rounded to the 10 bits of TF32, since NVIDIA_TF32_OVERRIDE asks for it.');

  if (deviceOf(ladder.current).name === 'webgpu' && isHalf(pack)) notes.push(HALF_ON_WEBGPU);

  let atOnce: AtOnce | null = null;
  let fraction = 0;
  const tell = (stage: string) => {
    clock.enter(stage);
    // Whoever asked knows by the last word which device was at work, where the process ends with it.
    report(stage, fraction, ladder.current === 'cpu' ? undefined : ladder.current);
  };
  const graphs: OpenGraphs = await openGraphs({ ...request, ladder, ports, notes, tell, clock });

  return {
    graph: graphs.graph,
    release: graphs.release,
    async atOnce(members, latentPixels, asked) {
      const bound = question.known.atOnce?.find(
        (each) => each.provider === ladder.current && each.versions === versions,
      );
      const fitting = Math.max(asked, await membersThatFit(ladder.current, members, latentPixels));
      return Math.min(bound?.members ?? fitting, fitting);
    },
    onlyAtOnce(members) {
      atOnce = { provider: ladder.current, versions, members };
    },
    async floats(name) {
      const { file, bytes } = graphEntry(pack, name);
      requireNumbers(pack, file, bytes);
      return readPlane(join(packFolder, file), bytes / 4);
    },
    report(name, share) {
      fraction = Math.min(1, Math.max(0, share));
      tell(name);
    },
    note: (sentence) => {
      notes.push(sentence);
    },
    provider: () => ladder.current,
    providerReason: () => ladder.why,
    findings() {
      const stages = clock.stages();
      const computing = stages
        .filter(({ name }) => !NOT_COMPUTING.has(name) && !name.startsWith('test '))
        .reduce((sum, { milliseconds }) => sum + milliseconds, 0);
      const opening = stages
        .filter(({ name }) => graphs.isFresh() && (name === OPEN || name === WARM_UP))
        .reduce((sum, { milliseconds }) => sum + milliseconds, 0);
      return {
        refused: [...ladder.refused],
        measured: graphs.isShared() ? null : { provider: ladder.current, versions, computing, opening },
        ...(atOnce ? { atOnce } : {}),
      };
    },
    packStamp: stamp,
    stages: () => {
      clock.enter(null);
      return clock.stages();
    },
    notes: () => [...ladder.notes, ...notes],
    finish: graphs.finish,
  };
}

/** Measured on an H100 with a network of Stable Diffusion 2 after four steps (models/README.md). */
const HALF_ON_WEBGPU =
  'WebGPU sums the products of float16 weights in float16: the map differs from that of the CPU by about 0.1 % of its range, and by 1 % at single pixels; a float32 version of the pack does not.';

/** Weights of 16 bits, but for those of an autoencoder perhaps. Those of the starters only lie in 16 bits, and are made float32 again. */
function isHalf(pack: Pack): boolean {
  if (pack.origin === 'starter') return false;
  const bytes = packFiles(pack).reduce((sum, file) => sum + file.bytes, 0);
  return pack.parameters !== undefined && bytes < 3 * pack.parameters;
}

let adapters: Promise<Adapter[]> | null = null;
/** The adapters of this machine, asked once, and only for a provider that may take another than the person means. */
function adaptersFor(provider: string): Promise<Adapter[]> {
  const { name } = deviceOf(provider);
  if (name !== 'webgpu' && name !== 'dml') return Promise.resolve([]);
  adapters ??= listAdapters();
  return adapters;
}

/** Weights of the networks; for a pack that does not say how many, from the bytes of its files. */
function parametersOf(pack: Pack): number {
  return pack.parameters ?? packFiles(pack).reduce((sum, { bytes }) => sum + bytes, 0) / 4;
}

/** Throws `bad-pack` where a file cannot hold 32-bit numbers only. */
function requireNumbers({ id }: Pack, file: string, bytes: number): void {
  if (bytes % 4 === 0) return;
  throw new DepthroomError(
    'bad-pack',
    `Expected 32-bit numbers in ${file} of the pack "${id}", but its ${bytes} bytes are not four for each; install the pack again.`,
  );
}
