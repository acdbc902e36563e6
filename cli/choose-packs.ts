import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DepthroomError } from '../contract/errors.ts';
import type { Engine } from '../core/host/engine.ts';

const FOUR_SYSTEMS = ['marigold', 'metricgold', 'zoedepth', 'betterdepth'] as const;

/** Ids of the packs that were meant: each `--pack` (an id, or a folder that is used in place), or with `--all` the best pack of each of the four systems. */
export async function choosePacks(
  engine: Engine,
  { pack = [], all = false }: { pack?: string[]; all?: boolean },
): Promise<string[]> {
  const ids: string[] = [];
  for (const name of pack)
    ids.push(
      existsSync(join(name, 'pack.json')) ? await engine.local('addPackFolder', { folder: name }) : name,
    );
  if (all) {
    const { packs } = await engine.call('snapshot', {});
    for (const system of FOUR_SYSTEMS) {
      const usable = packs.filter((item) => item.system === system && item.problem === null);
      const best = usable.find((item) => item.origin !== 'starter') ?? usable[0];
      if (best && !ids.includes(best.id)) ids.push(best.id);
    }
  }
  if (ids.length === 0) {
    throw new DepthroomError(
      'bad-input',
      'Expected a model: --pack <id or folder>, or --all for the four systems; "depthroom packs" lists what is installed.',
    );
  }
  return ids;
}
