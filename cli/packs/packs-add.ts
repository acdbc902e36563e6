import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { LIBRARY_WORK } from '../../contract/library.ts';
import { SYSTEM_NAMES, SYSTEMS, type System } from '../../contract/systems.ts';
import { followProgress } from '../terminal/follow-progress.ts';
import { printResult } from '../terminal/session.ts';
import { whenStopped } from '../terminal/stop.ts';
import { withLibrary } from './with-library.ts';

interface AddOptions {
  replace?: boolean;
  system?: System;
  base?: string;
}

export function addPacksAdd(packs: Command): void {
  const command = packs
    .command('add')
    .description(
      'bring a pack folder into the library, or a checkpoint as its authors publish it; every file is checked before it is offered',
    )
    .argument(
      '<folder or file>',
      'folder with a pack.json, folder of a checkpoint (diffusers, transformers), or a .safetensors',
    )
    .option('--replace', 'take the place of an installed pack of the same id')
    .addOption(
      new Option('--system <name>', 'what a checkpoint is of, where it does not say it').choices(
        SYSTEM_NAMES.filter((name) => SYSTEMS[name].weights.diffusers !== null),
      ),
    )
    .option(
      '--base <folder>',
      'a checkpoint that lends the parts that this one lacks (training codes save the UNet alone)',
    );
  command.action((folder: string, { replace = false, system, base }: AddOptions) =>
    withLibrary(command, async (engine, stop) => {
      whenStopped(stop, 'stop adding the pack', () => engine.call('cancelLibraryWork', {}));
      const end = followProgress(engine, LIBRARY_WORK, folder);
      const wanted = {
        folder: resolve(folder),
        replace,
        system,
        base: base === undefined ? undefined : resolve(base),
      };
      const pack = await engine.call('importPackFolder', wanted, { signal: stop }).finally(end);
      printResult(command, pack, `${pack.title} is installed: --pack ${pack.id}`);
    }),
  );
}
