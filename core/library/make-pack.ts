import { realpath, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { ParsedInput } from '../../contract/calls/api.ts';
import { LIBRARY_WORK } from '../../contract/library.ts';
import { systemFailure } from '../disk/system-failure.ts';
import { type BareGraph, describedPack } from './bare-graph.ts';
import { finishPack } from './bind/finish-pack.ts';
import { packJson } from './bind/write-pack.ts';
import { bringFiles, type WantedFile } from './bring-files.ts';
import type { LibraryHost } from './packs/host.ts';
import type { InstalledPack } from './packs/packs.ts';
import { placePack, refuseTaken } from './packs/place-pack.ts';
import { openStage } from './packs/staging.ts';

/** What the graph of a pack that is made is called. */
const GRAPH_FILE = 'model.onnx';

/**
 * A pack of a bare ONNX graph, as it is described. Throws `bad-pack` where a first estimate with it fails, `bad-input` where something about
 * it must be said, `exists`, `no-space`, `cancelled`.
 */
export async function makePack(
  host: LibraryHost,
  graph: BareGraph,
  description: ParsedInput<'makePack'>,
  signal: AbortSignal,
): Promise<InstalledPack> {
  const described = graph.describedAs(description);
  await refuseTaken(host, described.id, description.replace);

  const stage = await openStage(await host.usableFolder(), 'import');
  try {
    const wanted = await filesOfGraph(graph);
    const hashes = await bringFiles(host, stage.folder, wanted, signal);
    const entries = wanted.map(async ({ file }) => ({
      file,
      sha256: hashes.get(file) ?? '',
      bytes: (await stat(join(stage.folder, file))).size,
    }));
    const pack = describedPack(described, await Promise.all(entries));
    await writeFile(join(stage.folder, 'pack.json'), packJson(pack));
    await finishPack(host, stage.folder, null, {
      signal,
      report: (stageName) =>
        host.progress({ id: LIBRARY_WORK, stage: stageName, fraction: 1, secondsLeft: null }),
    });
    return await placePack(host, stage.folder, description.replace);
  } finally {
    await stage.discard();
  }
}

/** The graph's own file, then those of its weights, as they are called in a pack. */
export async function filesOfGraph({ path, external }: BareGraph): Promise<WantedFile[]> {
  const beside = external.map(async (file) => ({ from: await realFile(join(dirname(path), file)), file }));
  return [{ from: await realFile(path), file: GRAPH_FILE }, ...(await Promise.all(beside))];
}

function realFile(path: string): Promise<string> {
  return realpath(path).catch((thrown) => {
    throw systemFailure(thrown, `read ${basename(path)}`);
  });
}
