import { resolveOptions } from '../../../contract/options.ts';
import type { RunOptions } from '../../../contract/schemas.ts';
import type { WorkerClient } from '../../worker/client.ts';
import type { EstimateAnswer, StoredDepth } from '../../worker/estimate-task.ts';
import type { LibraryHost } from '../packs/host.ts';
import { packStamp } from '../packs/pack-files.ts';
import type { InstalledPack } from '../packs/packs.ts';

export interface Trial {
  /** Every hash was compared, or taken, a moment ago, or nothing of it stays. */
  pack: InstalledPack;
  photoPath: string;
  /** Where the maps are written. */
  scratch: string;
  options: RunOptions;
  prior: StoredDepth | null;
  signal: AbortSignal;
}

/** One estimate on the CPU with a pack that is not in the library. Throws what the estimate does, `cancelled`. */
export async function askTrial(
  { selfTestGraph }: LibraryHost,
  worker: WorkerClient,
  { pack: { pack, folder, hash }, photoPath, scratch, options, prior, signal }: Trial,
): Promise<EstimateAnswer> {
  return worker.ask(
    'estimate',
    {
      photoPath,
      pack,
      packFolder: folder,
      packHash: hash,
      checkedStamp: await packStamp({ pack, folder }),
      options: resolveOptions(pack, options) as RunOptions,
      prior,
      provider: 'cpu',
      temporaryFolder: scratch,
      memoryBudgetInBytes: 0,
      selfTestGraph,
      brokenProviders: [],
    },
    { signal },
  );
}
