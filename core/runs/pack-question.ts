import { placeOf } from '../library/packs/checked-packs.ts';
import type { InstalledPack } from '../library/packs/packs.ts';
import type { OpenPackTask } from '../worker/open-pack-task.ts';
import type { RunContext } from './run-context.ts';

/** What the inference process has to know of a pack and of this machine before it opens the pack's graphs. */
export async function packQuestion(
  { checkedPacks, providerHistory, memoryBudgetInBytes, selfTestGraph }: RunContext,
  installed: InstalledPack,
  { provider, work }: { provider: string; work: string },
): Promise<Omit<OpenPackTask, 'brokenProviders'>> {
  const { pack, folder, hash } = installed;
  return {
    pack,
    packFolder: folder,
    packHash: hash,
    checkedStamp: await checkedPacks.get(placeOf(installed)),
    provider,
    known: await providerHistory.known(hash, work),
    memoryBudgetInBytes,
    selfTestGraph,
  };
}
