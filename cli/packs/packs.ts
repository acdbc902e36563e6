import type { Command } from 'commander';
import { bytesInWords } from '../../core/disk/bytes-in-words.ts';
import { generalOptions } from '../terminal/session.ts';
import { addPacksAdd } from './packs-add.ts';
import { addPacksCatalogue } from './packs-catalogue.ts';
import { addPacksFolder } from './packs-folder.ts';
import { addPacksGet } from './packs-get.ts';
import { addPacksMake } from './packs-make.ts';
import { addPacksRemove } from './packs-remove.ts';
import { withLibrary } from './with-library.ts';

export function addPacks(program: Command): void {
  const command = program
    .command('packs')
    .description('the model packs: which are installed, and how more come');
  command.action(() => listCommand(command));
  for (const add of [
    addPacksAdd,
    addPacksGet,
    addPacksMake,
    addPacksRemove,
    addPacksCatalogue,
    addPacksFolder,
  ])
    add(command);
}

function listCommand(command: Command): Promise<void> {
  return withLibrary(command, async (engine) => {
    const { packs, downloads } = await engine.local('readInstallation', {});
    if (generalOptions(command).json) return console.log(JSON.stringify(packs, null, 2));
    for (const pack of packs) {
      const weights =
        pack.origin === 'starter' ? 'starter weights, not the published ones' : (pack.origin ?? '');
      const size = bytesInWords(pack.bytes);
      console.log(
        `${pack.id.padEnd(24)} ${(pack.depthKind ?? 'as its prior').padEnd(17)} ${size.padStart(10)}  ${pack.licence.padEnd(12)} ${pack.problem ?? weights}`,
      );
    }
    for (const { packId, url, state, bytes, total, error } of downloads) {
      const share = `${Math.floor((bytes / total) * 100)} % of ${bytesInWords(total)}`;
      console.log(`${packId.padEnd(24)} download ${state}, ${share}: ${error?.message ?? url}`);
    }
  });
}
