import { stat } from 'node:fs/promises';
import type { CallName, CallOutput, ParsedInput } from '../../contract/calls/api.ts';
import type { Progress, Snapshot } from '../../contract/calls/snapshot.ts';
import { DepthroomError } from '../../contract/errors.ts';
import type { ModelsFolder } from '../../contract/library.ts';
import { freeBytesIn } from '../disk/disk-space.ts';
import { folderSize } from '../disk/folder-size.ts';
import { CATALOGUE } from './download/catalogue.ts';
import { createDownloads } from './download/downloads.ts';
import { importPack } from './import-pack.ts';
import { finishMove, moveModelsFolder } from './move-models-folder.ts';
import type { LibraryHost, LibraryPorts } from './packs/host.ts';
import { defaultModelsFolder, readModelsFolder } from './packs/models-folder.ts';
import { openPackLibrary, type PackLibrary } from './packs/pack-library.ts';
import { packListing } from './packs/packs.ts';
import { sweepStaging } from './packs/staging.ts';
import { createPackUploads } from './receive-pack.ts';
import { removePack } from './remove-pack.ts';
import { createWorkSlot } from './work-slot.ts';

export interface LibraryOptions {
  dataFolder: string;
  /** The shipped, read-only packs. */
  shippedFolder: string;
  openRuns: LibraryHost['openRuns'];
  changed(): void;
  progress(progress: Progress): void;
  ports?: Partial<LibraryPorts>;
}

type LibraryCall = Extract<
  CallName,
  | 'importPackFolder'
  | 'startPackUpload'
  | 'finishPackUpload'
  | 'cancelPackUpload'
  | 'startDownload'
  | 'pauseDownload'
  | 'resumeDownload'
  | 'cancelDownload'
  | 'removePack'
  | 'moveModelsFolder'
  | 'cancelLibraryWork'
>;

/** The model packs: which there are, and how they come and go. */
export interface Library {
  readonly packs: PackLibrary;
  /** The calls of the contract that are the library's. */
  readonly calls: { [Name in LibraryCall]: (input: ParsedInput<Name>) => Promise<CallOutput<Name>> };
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
};

export async function openLibrary(options: LibraryOptions): Promise<Library> {
  const { dataFolder, shippedFolder, changed } = options;
  const modelsFolder = () => readModelsFolder(dataFolder);
  const packs = openPackLibrary(async () => [
    { folder: shippedFolder, isShipped: true },
    { folder: (await modelsFolder()).folder, isShipped: false },
  ]);
  const host: LibraryHost = {
    dataFolder,
    packs,
    ports: { ...PORTS, ...options.ports },
    modelsFolder,
    async usableFolder() {
      const { folder, problem } = await modelsFolder();
      if (problem) throw new DepthroomError('not-found', problem);
      return folder;
    },
    openRuns: options.openRuns,
    changed,
    progress: options.progress,
  };
  const uploads = createPackUploads(host);
  const downloads = createDownloads(host);
  const work = createWorkSlot(changed);

  async function shownFolder(): Promise<ModelsFolder> {
    const { folder, problem } = await modelsFolder();
    const isDefault = folder === defaultModelsFolder(dataFolder);
    return {
      folder,
      isDefault,
      bytes: await folderSize(folder),
      freeBytes: await host.ports.freeBytes(folder),
      problem,
      work: work.shown(),
    };
  }

  const setting = await modelsFolder();
  if (setting.movingTo)
    await finishMove(dataFolder, setting.folder, setting.movingTo).catch((thrown) => console.error(thrown));
  await sweepStaging((await modelsFolder()).folder).catch((thrown) => console.error(thrown));

  return {
    packs,
    calls: {
      importPackFolder: async (input) => {
        const to = (await modelsFolder()).folder;
        return work.perform({ kind: 'import', from: input.folder, to }, async (signal) =>
          packListing(await importPack(host, input, signal)),
        );
      },
      startPackUpload: async ({ bytes }) => {
        work.refuseWhileMoving();
        return { uploadId: await uploads.start(bytes) };
      },
      finishPackUpload: async ({ uploadId, replace }) => {
        const to = (await modelsFolder()).folder;
        return work.perform({ kind: 'import', from: 'the page', to }, async () =>
          packListing(await uploads.finish(uploadId, replace)),
        );
      },
      cancelPackUpload: async ({ uploadId }) => {
        await uploads.cancel(uploadId);
        return {};
      },
      startDownload: async (input) => {
        work.refuseWhileMoving();
        return downloads.start(input);
      },
      pauseDownload: ({ downloadId }) => downloads.pause(downloadId),
      resumeDownload: async ({ downloadId }) => {
        work.refuseWhileMoving();
        return downloads.resume(downloadId);
      },
      cancelDownload: async ({ downloadId }) => {
        await downloads.cancel(downloadId);
        return {};
      },
      removePack: async ({ packId }) => {
        work.refuseWhileMoving();
        await removePack(host, packId);
        return {};
      },
      moveModelsFolder: async ({ folder: to }) => {
        if (!uploads.isEmpty())
          throw new DepthroomError(
            'bad-input',
            'A pack is being added; wait until that is done, or cancel it.',
          );
        const { folder: from } = await modelsFolder();
        return work.perform({ kind: 'move', from, to }, async (signal) => {
          const paused = await downloads.pauseAll();
          try {
            await moveModelsFolder(host, to, signal);
          } finally {
            for (const id of paused) await downloads.resume(id).catch((thrown) => console.error(thrown));
          }
          return { ...(await shownFolder()), work: null };
        });
      },
      cancelLibraryWork: async () => {
        await work.cancel();
        return {};
      },
    },
    snapshot: async () => ({
      catalogue: [...CATALOGUE],
      downloads: await downloads.list(),
      modelsFolder: await shownFolder(),
    }),
    receivePackFile: (uploadId, name, body) => uploads.receive(uploadId, name, body),
    whenDownloaded: (id) => downloads.whenEnded(id),
    async close() {
      await work.cancel();
      await downloads.pauseAll();
      await uploads.close();
    },
  };
}
