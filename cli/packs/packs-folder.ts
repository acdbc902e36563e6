import { resolve } from 'node:path';
import type { Command } from 'commander';
import { LIBRARY_WORK, type ModelsFolder } from '../../contract/library.ts';
import { bytesInWords } from '../../core/disk/bytes-in-words.ts';
import { followProgress } from '../terminal/follow-progress.ts';
import { printResult } from '../terminal/session.ts';
import { whenStopped } from '../terminal/stop.ts';
import { withLibrary } from './with-library.ts';

export function addPacksFolder(packs: Command): void {
  const command = packs
    .command('folder')
    .description('where packs that did not come with Depthroom are kept; with a new folder, move them there')
    .argument('[new folder]', 'an empty folder, or one that holds model packs only');
  command.action((folder: string | undefined) =>
    withLibrary(command, async (engine, stop) => {
      if (folder === undefined)
        return show(command, (await engine.local('readInstallation', {})).modelsFolder);
      whenStopped(stop, 'stop moving the packs', () => engine.call('cancelLibraryWork', {}));
      const end = followProgress(engine, LIBRARY_WORK, folder);
      show(
        command,
        await engine.call('moveModelsFolder', { folder: resolve(folder) }, { signal: stop }).finally(end),
      );
    }),
  );
}

function show(command: Command, modelsFolder: ModelsFolder): void {
  const { folder, bytes, freeBytes, problem } = modelsFolder;
  const free = freeBytes === null ? '' : `, ${bytesInWords(freeBytes)} free on its disk`;
  printResult(
    command,
    modelsFolder,
    `${folder}\n${bytesInWords(bytes)}${free}${problem ? `\n${problem}` : ''}`,
  );
}
