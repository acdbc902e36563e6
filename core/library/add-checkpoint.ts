import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LIBRARY_WORK } from '../../contract/library.ts';
import type { System } from '../../contract/systems.ts';
import type { BindingPlan } from './bind/binding-plan.ts';
import { completedBy } from './bind/checkpoint-source.ts';
import { type DiskCheckpoint, openDiskCheckpoint } from './bind/disk-checkpoint.ts';
import { finishPack } from './bind/finish-pack.ts';
import { openGraphTables } from './bind/graph-table.ts';
import { planBinding } from './bind/plan-binding.ts';
import { recogniseByTensors } from './bind/recognise-by-tensors.ts';
import { writePack } from './bind/write-pack.ts';
import { bringFiles } from './bring-files.ts';
import { entryOfHub } from './download/catalogue.ts';
import type { LibraryHost } from './packs/host.ts';
import type { InstalledPack } from './packs/packs.ts';
import { cardFiles, placePack, refuseTaken } from './packs/place-pack.ts';
import { openStage } from './packs/staging.ts';

export interface AddedCheckpoint {
  /** Folder in the layout of diffusers or transformers. */
  folder: string;
  /** The one file of weights that was meant, where a file was named. */
  only?: string;
  /** What it is called, where its folder has a name of no meaning. */
  name?: string;
  replace: boolean;
  /** The system of a latent checkpoint that does not say it. */
  system?: System;
  /** A checkpoint that lends the parts that this one lacks: training codes save the UNet alone. */
  base?: string;
}

/**
 * Binds a checkpoint that lies on this computer: graphs from Depthroom, weights as they are, second names for the same files where the disk
 * allows. Throws `bad-pack` with what does not fit, `exists`, `no-space`, `cancelled`; nothing is left behind then.
 */
export async function addCheckpoint(
  host: LibraryHost,
  { folder, only, name, replace, system, base }: AddedCheckpoint,
  signal: AbortSignal,
): Promise<InstalledPack> {
  const table = await openGraphTables(host.graphFolders);
  const found = await openDiskCheckpoint(folder, publishedAs);
  const own = name === undefined ? found : { ...found, name };
  const lent = base === undefined ? null : await openDiskCheckpoint(base, publishedAs);
  const complete = lent ? completedBy(own, lent) : own;
  const source = await recogniseByTensors(complete, table, only);
  const plan = await planBinding(source, table, { precision: 'fp32', system });
  await refuseTaken(host, plan.draft.id, replace);

  const stage = await openStage(await host.usableFolder(), 'import');
  try {
    const wanted = await Promise.all(
      plan.weights.map(async ({ path, file }) => ({
        from: await ownerOf(path, own, lent).pathOf(path),
        file,
      })),
    );
    const hashes = await bringFiles(host, stage.folder, wanted, signal);
    for (const [file, bytes] of writePack(plan, hashes, null).files)
      await writeFile(join(stage.folder, file), bytes);
    for (const card of await cardFiles(folder)) await copyFile(join(folder, card), join(stage.folder, card));
    await finishPack(host, stage.folder, promptOf(plan, hashes), {
      signal,
      report: (step) => host.progress({ id: LIBRARY_WORK, stage: step, fraction: 1, secondsLeft: null }),
    });
    return await placePack(host, stage.folder, replace);
  } finally {
    await stage.discard();
  }
}

/** What the catalogue calls a checkpoint of the hub. */
function publishedAs(hubId: string): { id: string; title: string; licence: string } | null {
  return entryOfHub(hubId);
}

function promptOf({ prompt }: BindingPlan, hashes: ReadonlyMap<string, string>) {
  if (!prompt) return null;
  const { graph, tokens } = prompt;
  return { graph: graph.file, tokens, weights: graph.weights.map((file) => hashes.get(file) ?? '') };
}

function ownerOf(path: string, own: DiskCheckpoint, lent: DiskCheckpoint | null): DiskCheckpoint {
  return own.files.has(path) || lent === null ? own : lent;
}
