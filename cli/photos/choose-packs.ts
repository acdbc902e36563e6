import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Option } from 'commander';
import { packsOfTheFour } from '../../contract/choose-packs.ts';
import type { Engine } from '../../core/host/engine.ts';
import { NotUnderstood } from '../terminal/not-understood.ts';

/** Several packs in one option, for commands that measure them against each other. */
export function packsOption(): Option {
  return new Option('--packs <ids>', 'model packs (ids or folders), separated by commas').argParser(
    (value: string) =>
      value
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== ''),
  );
}

export function allOption(): Option {
  return new Option('--all', 'the four systems, each with the best pack that is installed');
}

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
    const { packs } = await engine.local('readInstallation', {});
    for (const { id } of packsOfTheFour(packs)) if (!ids.includes(id)) ids.push(id);
  }
  if (ids.length === 0) {
    throw new NotUnderstood(
      'Expected a model: --pack <id or folder>, or --all for the four systems; "depthroom packs" lists what is installed.',
    );
  }
  return ids;
}
