import { resolve } from 'node:path';
import type { Command } from 'commander';
import { LIBRARY_WORK } from '../../contract/library.ts';
import { followProgress } from '../terminal/follow-progress.ts';
import { generalOptions, whenStopped, withEngine } from '../terminal/session.ts';

export function addPacksAdd(packs: Command): void {
  const command = packs
    .command('add')
    .description('copy a pack folder into the library; every file is checked before it is offered')
    .argument('<folder>', 'folder with a pack.json, such as models/<system>/export.py writes')
    .option('--replace', 'take the place of an installed pack of the same id');
  command.action((folder: string, { replace = false }: { replace?: boolean }) =>
    withEngine(command, async (engine, stop) => {
      whenStopped(stop, 'stop adding the pack', () => engine.call('cancelLibraryWork', {}));
      const end = followProgress(engine, LIBRARY_WORK, folder);
      const pack = await engine
        .call('importPackFolder', { folder: resolve(folder), replace }, { signal: stop })
        .finally(end);
      console.log(
        generalOptions(command).json
          ? JSON.stringify(pack, null, 2)
          : `${pack.title} is installed: --pack ${pack.id}`,
      );
    }),
  );
}
