import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { CallOutput, ParsedInput } from '../../contract/calls/api.ts';
import type { Progress, Snapshot } from '../../contract/calls/snapshot.ts';
import { DepthroomError } from '../../contract/errors.ts';
import { createBackground, type ReportFailure } from '../disk/background.ts';
import { freeBytesIn } from '../disk/disk-space.ts';
import type { WorkerClient } from '../worker/client.ts';
import { CATALOGUE } from './download/catalogue.ts';
import { createDownloads } from './download/downloads.ts';
import { LIBRARY_CALLS, type LibraryCall, type LibraryParts, shownFolder } from './library-calls.ts';
import type { CheckedPacks } from './packs/checked-packs.ts';
import type { LibraryHost, LibraryPorts } from './packs/host.ts';
import { readModelsFolder } from './packs/models-folder.ts';
import { openPackLibrary, type PackLibrary } from './packs/pack-library.ts';
import { sweepStaging } from './packs/staging.ts';
import { createPackUploads } from './receive-pack.ts';
import { createWorkSlot } from './work-slot.ts';

export interface LibraryOptions {
  dataFolder: string;
  /** The shipped, read-only `resources`: packs, graphs without weights, the self-test. */
  resourcesFolder: string;
  /** A client of a worker process that nobody else asks; its process starts at the first question. */
  openWorker(): WorkerClient;
  openRuns: LibraryHost['openRuns'];
  changed(): void;
  progress(progress: Progress): void;
  ports?: Partial<LibraryPorts>;
  /** Told which packs were compared with their sha256 when they were installed. Left out: nobody remembers. */
  checkedPacks?: CheckedPacks;
  /** Told what failed that nobody waits for. Left out: as in core/disk/background.ts. */
  report?: ReportFailure;
}

/** The model packs: which there are, and how they come and go. */
export interface Library {
  readonly packs: PackLibrary;
  /** The calls of the contract that are the library's. */
  readonly calls: {
    [Name in LibraryCall]: (input: ParsedInput<Name>, signal?: AbortSignal) => Promise<CallOutput<Name>>;
  };
  snapshot(): Promise<Pick<Snapshot, 'catalogue' | 'downloads' | 'modelsFolder'>>;
  receivePackFile(uploadId: string, name: string, body: AsyncIterable<Uint8Array>): Promise<void>;
  /** Resolves with the id of the installed pack; rejects with why the download stopped (`cancelled` where it was paused). */
  whenDownloaded(downloadId: string): Promise<string>;
  /** Pauses downloads and stops what is being copied; unfinished downloads can be resumed later. */
  close(): Promise<void>;
}

const PORTS: LibraryPorts = {
  freeBytes: freeBytesIn,
  isSameDisk: async (a, b) => (await stat(a)).dev === (await stat(b)).dev,
  stallMs: 60_000,
  retryMs: 1_000,
  environment: process.env,
};

/** How often packs are looked for that another Depthroom brought or took. */
const LOOK_MS = 1_000;

/** Opens the library of a data folder; a move of its folder that was broken off is finished first, and what it left is swept. */
export async function openLibrary(options: LibraryOptions): Promise<Library> {
  const { dataFolder } = options;
  const host = hostOf(options);
  const library: LibraryParts = {
    host,
    uploads: createPackUploads(host),
    downloads: createDownloads(host, async (stage, { hub }, hooks) => {
      const { finishPack } = await import('./bind/finish-pack.ts');
      const weights = hub?.files.filter(({ file }) => file.startsWith('text_encoder')) ?? [];
      const prompt = hub?.prompt && { ...hub.prompt, weights: weights.map(({ sha256 }) => sha256) };
      return finishPack(host, stage, prompt ?? null, hooks);
    }),
    work: createWorkSlot(options.changed),
  };
  const { folder, movingTo } = await host.modelsFolder();
  if (movingTo)
    await host.background.run('finish moving the models', async () =>
      (await import('./move-models-folder.ts')).finishMove(dataFolder, folder, movingTo),
    );
  await host.background.run('tidy up the models folder', async () =>
    sweepStaging((await host.modelsFolder()).folder),
  );

  host.background.every(LOOK_MS, 'look for packs that another program brought', async () => {
    if (await host.packs.isStale()) options.changed();
  });

  const { uploads, downloads, work } = library;
  const closing = new AbortController();
  const calls = Object.entries(LIBRARY_CALLS).map(([name, perform]) => [
    name,
    (input: never, signal: AbortSignal = closing.signal) =>
      perform(library, input, AbortSignal.any([signal, closing.signal])),
  ]);
  return {
    packs: host.packs,
    calls: Object.fromEntries(calls) as Library['calls'],
    snapshot: async () => ({
      catalogue: [...CATALOGUE],
      downloads: await downloads.list(),
      modelsFolder: await shownFolder(library),
    }),
    receivePackFile: (uploadId, name, body) => uploads.receive(uploadId, name, body),
    whenDownloaded: (id) => downloads.whenEnded(id),
    async close() {
      closing.abort();
      await work.cancel();
      await downloads.pauseAll();
      await uploads.close();
      await host.background.stop();
    },
  };
}

function hostOf({
  dataFolder,
  resourcesFolder,
  openWorker,
  openRuns,
  changed,
  progress,
  ports,
  checkedPacks,
  report,
}: LibraryOptions): LibraryHost {
  const modelsFolder = () => readModelsFolder(dataFolder);
  return {
    dataFolder,
    packs: openPackLibrary(async () => [
      { folder: join(resourcesFolder, 'packs'), isShipped: true },
      { folder: (await modelsFolder()).folder, isShipped: false },
    ]),
    ports: { ...PORTS, ...ports },
    background: createBackground(report),
    modelsFolder,
    async usableFolder() {
      const { folder, problem } = await modelsFolder();
      if (problem) throw new DepthroomError('not-found', problem);
      return folder;
    },
    openRuns,
    changed,
    progress,
    graphFolders: [join(resourcesFolder, 'graphs'), join(dataFolder, 'graphs')],
    selfTestGraph: join(resourcesFolder, 'self-test.onnx'),
    checkedPacks,
    trialPhoto: join(resourcesFolder, 'samples', 'trial.jpg'),
    async withWorker(work) {
      const worker = openWorker();
      try {
        return await work(worker);
      } finally {
        worker.stop();
      }
    },
  };
}
