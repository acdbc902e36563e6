import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DepthroomError } from '../../../contract/errors.ts';
import type { Pack, PackGraph } from '../../../contract/pack.ts';
import { hashFile } from '../../disk/hash-file.ts';

/** A pack, and where it lies. */
interface PlacedPack {
  pack: Pack;
  folder: string;
}

/** Compares every file of a pack with its sha256. */
export async function verifyPack({ pack, folder }: PlacedPack): Promise<void> {
  for (const { file, sha256 } of packFiles(pack)) {
    const received = await hashFile(join(folder, file));
    if (received !== sha256) {
      throw new DepthroomError(
        'bad-pack',
        `Expected ${file} of the pack "${pack.id}" to have sha256 ${sha256}, but received ${received}; install the pack again.`,
      );
    }
  }
}

/** What the files of a pack look like from outside: while this stays the same, they need not be read again to know them. */
export async function packStamp({ pack, folder }: PlacedPack): Promise<string> {
  const facts = await Promise.all(
    packFiles(pack).map(async ({ file }) => {
      const { size, mtimeMs, ino } = await stat(join(folder, file));
      return `${file} ${size} ${mtimeMs} ${ino}`;
    }),
  );
  return facts.join('\n');
}

/** Every file that a pack names, weights beside a graph included; each once, though several graphs may share one. */
export function packFiles(pack: Pack): { file: string; sha256: string; bytes: number }[] {
  const graphs = Object.values(pack.graphs) as (PackGraph | undefined)[];
  const named = graphs.flatMap((graph) => (graph ? [graph, ...(graph.external ?? [])] : []));
  return [...new Map(named.map((each) => [each.file, each])).values()];
}
