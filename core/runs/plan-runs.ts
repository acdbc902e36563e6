import type { DepthKind } from '../../contract/depth-map.ts';
import { optionsOfSystem, resolveOptions } from '../../contract/options.ts';
import type { RunOptions } from '../../contract/schemas.ts';
import type { System } from '../../contract/systems.ts';
import { depthKindOf } from '../library/packs/packs.ts';
import { refuseUnknownOptions } from './estimate.ts';
import type { RunContext } from './run-context.ts';

/** What a run of a pack would be, whatever the photo: by these facts it is known again. */
export interface PlannedRun {
  packId: string;
  packTitle: string;
  packHash: string;
  system: System;
  options: RunOptions;
  /** Of its map; null where that is the prior's. */
  kind: DepthKind | null;
}

/**
 * What each pack would make of options of which it takes those that its system knows. Throws `not-found` or `bad-pack` where there is no
 * such pack, `bad-input` where an option suits none of them or has a value that it cannot take.
 */
export async function planRuns(
  { packs }: RunContext,
  packIds: readonly string[],
  given: RunOptions,
): Promise<PlannedRun[]> {
  const installed = await Promise.all([...new Set(packIds)].map((id) => packs.get(id)));
  refuseUnknownOptions(installed, given);
  return installed.map(({ pack, hash }) => ({
    packId: pack.id,
    packTitle: pack.title,
    packHash: hash,
    system: pack.system,
    options: resolveOptions(pack, optionsOfSystem(pack.system, given)) as RunOptions,
    kind: depthKindOf(pack),
  }));
}
