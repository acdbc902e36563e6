import type { Command } from 'commander';
import { DepthroomError } from '../../contract/errors.ts';
import { followProgress } from '../terminal/follow-progress.ts';
import { generalOptions, whenStopped, withEngine } from '../terminal/session.ts';

export function addPacksGet(packs: Command): void {
  const command = packs
    .command('get')
    .description('download a pack; Ctrl-C pauses, and the same command goes on where it stopped')
    .argument('<url>', "address of its pack.json, with the pack's files beside it")
    .option('--replace', 'take the place of an installed pack of the same id');
  command.action((url: string, { replace = false }: { replace?: boolean }) =>
    withEngine(command, async (engine, stop) => {
      const { id, title } = await engine.call('startDownload', { url, replace }, { signal: stop });
      whenStopped(stop, 'pause the download', () => engine.call('pauseDownload', { downloadId: id }));
      const end = followProgress(engine, id, title);
      const packId = await engine
        .local('whenDownloaded', { downloadId: id })
        .catch((thrown) => {
          throw stop.aborted
            ? new DepthroomError('cancelled', 'Paused; the same command goes on where it stopped.')
            : thrown;
        })
        .finally(end);
      const pack = (await engine.call('snapshot', {})).packs.find((item) => item.id === packId);
      console.log(
        generalOptions(command).json
          ? JSON.stringify(pack, null, 2)
          : `${title} is installed: --pack ${packId}`,
      );
    }),
  );
}
