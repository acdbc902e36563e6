import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ParsedInput } from '../../contract/calls/api.ts';
import { isLargerNearer } from '../../contract/depth-kind.ts';
import type { GraphTrial } from '../../contract/library.ts';
import { percentileRange } from '../../contract/maths/percentile-range.ts';
import { readPlane } from '../project/planes.ts';
import { type BareGraph, describedPack } from './bare-graph.ts';
import { askTrial } from './bind/ask-trial.ts';
import { packJson } from './bind/write-pack.ts';
import { layFile } from './bring-files.ts';
import { filesOfGraph } from './make-pack.ts';
import type { LibraryHost } from './packs/host.ts';
import { readPack } from './packs/packs.ts';
import { openStage } from './packs/staging.ts';

/** Percent of the pixels that may be nearer, or farther, than the ends of the colours. */
const OUTLIERS = 2;

/**
 * What a bare graph answers on the trial photo where it is described so: the way to see whether the description is right before a pack is
 * made. Throws `bad-pack` where it fails, `bad-input` where something about it must be said, `no-space`, `cancelled`.
 */
export async function tryGraph(
  host: LibraryHost,
  graph: BareGraph,
  description: ParsedInput<'tryGraph'>,
  signal: AbortSignal,
): Promise<GraphTrial> {
  const described = graph.describedAs(description);
  const stage = await openStage(await host.usableFolder(), 'import');
  try {
    const entries: { file: string; sha256: string; bytes: number }[] = [];
    for (const wanted of await filesOfGraph(graph)) {
      await layFile(host, stage.folder, wanted, signal);
      // Not read for its hash: nothing of this stays, and a person waits.
      const { size } = await stat(join(stage.folder, wanted.file));
      entries.push({ file: wanted.file, sha256: '0'.repeat(64), bytes: size });
    }
    await writeFile(join(stage.folder, 'pack.json'), packJson(describedPack(described, entries)));
    const scratch = join(stage.folder, 'trial');
    await mkdir(scratch);
    const from = performance.now();
    const { result } = await host.withWorker(async (worker) =>
      askTrial(host, worker, {
        pack: await readPack(stage.folder),
        photoPath: host.trialPhoto,
        scratch,
        options: {},
        prior: null,
        signal,
      }),
    );
    const seconds = (performance.now() - from) / 1000;
    const { width, height, file } = result.view;
    const values = await readPlane(file, width * height);
    const { low, high } = percentileRange(values, OUTLIERS);
    const [near, far] = isLargerNearer(result.kind) ? [high, low] : [low, high];
    const photo = (await readFile(host.trialPhoto)).toString('base64');
    return {
      photo: `data:image/jpeg;base64,${photo}`,
      width,
      height,
      nearness: Buffer.from(nearnessOf(values, near, far)).toString('base64'),
      kind: result.kind,
      near,
      far,
      seconds,
    };
  } finally {
    await stage.discard();
  }
}

/** 0 at `far` and beyond, 255 at `near` and before it; a map of one value is all far. */
function nearnessOf(values: Float32Array, near: number, far: number): Uint8Array {
  const scale = near === far ? 0 : 255 / (near - far);
  return Uint8ClampedArray.from(values, (value) => (value - far) * scale) as unknown as Uint8Array;
}
