import type { Command } from 'commander';
import { printResult } from '../terminal/session.ts';
import { withLibrary } from './with-library.ts';

export function addPacksRemove(packs: Command): void {
  const command = packs
    .command('remove')
    .description('remove an installed pack, or an unfinished download, from the disk')
    .argument('<id>', 'id of the pack');
  command.action((packId: string) =>
    withLibrary(command, async (engine) => {
      const { packs: installed, downloads } = await engine.local('readInstallation', {});
      const download = downloads.find((item) => item.packId === packId);
      if (download && !installed.some((item) => item.id === packId))
        await engine.call('cancelDownload', { downloadId: download.id });
      else await engine.call('removePack', { packId });
      printResult(command, { removed: packId }, `${packId} is removed`, 0);
    }),
  );
}
