import type { CallName, CallOutput, ParsedInput } from '../../contract/calls/api.ts';
import { DepthroomError } from '../../contract/errors.ts';
import type { ModelsFolder } from '../../contract/library.ts';
import { folderSize } from '../disk/folder-size.ts';
import type { BareGraph } from './bare-graph.ts';
import type { Downloads } from './download/downloads.ts';
import type { LibraryHost } from './packs/host.ts';
import { defaultModelsFolder } from './packs/models-folder.ts';
import { packListing } from './packs/packs.ts';
import type { PackUploads } from './receive-pack.ts';
import type { WorkSlot } from './work-slot.ts';

/** What the calls below work on. */
export interface LibraryParts {
  host: LibraryHost;
  uploads: PackUploads;
  downloads: Downloads;
  /** One import or move at a time. */
  work: WorkSlot;
}

export type LibraryCall = Extract<
  CallName,
  | 'importPackFolder'
  | 'readGraph'
  | 'tryGraph'
  | 'makePack'
  | 'describeCheckpoint'
  | 'getCheckpoint'
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

type LibraryCalls = {
  readonly [Name in LibraryCall]: (
    library: LibraryParts,
    input: ParsedInput<Name>,
    /** Aborted by who called, or when the library is closed. */
    signal: AbortSignal,
  ) => Promise<CallOutput<Name>>;
};

/** What the library does for the calls of contract/library.ts. */
export const LIBRARY_CALLS: LibraryCalls = {
  async importPackFolder({ host, work }, input, called) {
    const to = (await host.modelsFolder()).folder;
    return work.perform({ kind: 'import', from: input.folder, to }, called, async (signal) =>
      packListing(await (await import('./import-pack.ts')).importPack(host, input, signal)),
    );
  },
  readGraph: async (library, input) => (await graphOf(library, input)).facts,
  tryGraph: async (library, input, signal) =>
    (await import('./try-graph.ts')).tryGraph(library.host, await graphOf(library, input), input, signal),
  async makePack(library, input, called) {
    const { host, work, uploads } = library;
    const graph = await graphOf(library, input);
    const to = (await host.modelsFolder()).folder;
    return work.perform({ kind: 'import', from: input.file ?? 'the page', to }, called, async (signal) => {
      const made = packListing(await (await import('./make-pack.ts')).makePack(host, graph, input, signal));
      if (input.uploadId !== undefined) await uploads.cancel(input.uploadId);
      return made;
    });
  },
  describeCheckpoint: async ({ host }, input, signal) =>
    (await import('./get-checkpoint.ts')).describeCheckpoint(host, input, signal),
  async getCheckpoint({ host, work, downloads }, input, signal) {
    work.refuseWhileMoving();
    return (await import('./get-checkpoint.ts')).getCheckpoint(host, downloads, input, signal);
  },
  async startPackUpload({ work, uploads }, { bytes, name }) {
    work.refuseWhileMoving();
    return { uploadId: await uploads.start(bytes, name) };
  },
  async finishPackUpload({ host, work, uploads }, { uploadId, replace }, called) {
    const to = (await host.modelsFolder()).folder;
    return work.perform({ kind: 'import', from: 'the page', to }, called, async (signal) =>
      packListing(await uploads.finish(uploadId, replace, signal)),
    );
  },
  async cancelPackUpload({ uploads }, { uploadId }) {
    await uploads.cancel(uploadId);
    return {};
  },
  async startDownload({ work, downloads }, input, signal) {
    work.refuseWhileMoving();
    return downloads.start(input, signal);
  },
  pauseDownload: ({ downloads }, { downloadId }) => downloads.pause(downloadId),
  async resumeDownload({ work, downloads }, { downloadId }) {
    work.refuseWhileMoving();
    return downloads.resume(downloadId);
  },
  async cancelDownload({ downloads }, { downloadId }) {
    await downloads.cancel(downloadId);
    return {};
  },
  async removePack({ host, work }, { packId }) {
    work.refuseWhileMoving();
    await (await import('./remove-pack.ts')).removePack(host, packId);
    return {};
  },
  async moveModelsFolder(library, { folder: to }, called) {
    const { host, uploads, downloads, work } = library;
    if (!uploads.isEmpty())
      throw new DepthroomError('bad-input', 'A pack is being added; wait until that is done, or cancel it.');
    const { folder: from } = await host.modelsFolder();
    return work.perform({ kind: 'move', from, to }, called, async (signal) => {
      const paused = await downloads.pauseAll();
      try {
        await (await import('./move-models-folder.ts')).moveModelsFolder(host, to, signal);
      } finally {
        for (const id of paused)
          await host.background.run('go on with a download', () => downloads.resume(id));
      }
      return { ...(await shownFolder(library)), work: null };
    });
  },
  async cancelLibraryWork({ work }) {
    await work.cancel();
    return {};
  },
};

/** The graph that is meant. Throws `bad-input` where not exactly one is. */
async function graphOf(
  { uploads }: LibraryParts,
  { file, uploadId }: { file?: string; uploadId?: string },
): Promise<BareGraph> {
  if ((file === undefined) === (uploadId === undefined))
    throw new DepthroomError('bad-input', 'Expected a graph as either "file" or "uploadId".');
  const { openBareGraph } = await import('./bare-graph.ts');
  if (file !== undefined) return openBareGraph(file);
  const { path, name } = await uploads.graphOf(uploadId ?? '');
  return openBareGraph(path, name);
}

/** The models folder as the page shows it. */
export async function shownFolder({ host, work }: LibraryParts): Promise<ModelsFolder> {
  const { folder, problem } = await host.modelsFolder();
  return {
    folder,
    isDefault: folder === defaultModelsFolder(host.dataFolder),
    bytes: await folderSize(folder),
    freeBytes: await host.ports.freeBytes(folder),
    problem,
    work: work.shown(),
  };
}
