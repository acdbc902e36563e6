import { basename, resolve } from 'node:path';
import type { Command } from 'commander';
import { createBackground } from '../../core/disk/background.ts';
import { bytesInWords } from '../../core/disk/bytes-in-words.ts';
import { keepFilesPrivate } from '../../core/disk/private-folder.ts';
import { backUpProject } from '../../core/project/care/backup-project.ts';
import { inProjectAlone } from '../../core/project/take-up.ts';
import { progressLine } from '../terminal/progress-line.ts';
import { printResult, projectFolder } from '../terminal/session.ts';
import { stoppable } from '../terminal/stop.ts';

export function addProjectsBackup(projects: Command): void {
  const command = projects
    .command('backup')
    .description('copy a project, which may be in use, into a new folder; the copy is a project')
    .argument('<new folder>', 'where the copy goes')
    .argument('[folder]', 'folder of the project');
  command.action(async (to: string, folder: string | undefined) => {
    keepFilesPrivate();
    const path = projectFolder(command, folder);
    const line = progressLine(basename(resolve(path)));
    try {
      const report = (fraction: number) => line.show({ id: '', stage: 'copy', fraction, secondsLeft: null });
      const backup = await stoppable((stop) =>
        inProjectAlone(path, { create: false, signal: stop }, createBackground(), (project) =>
          backUpProject(project, to, { signal: stop, report }),
        ),
      );
      line.clear();
      const { files, bytes, damaged } = backup;
      const lost = damaged.length > 0 ? `; ${damaged.length} are missing or were changed before` : '';
      printResult(command, backup, `${backup.folder}: ${files} files, ${bytesInWords(bytes)}${lost}`);
      if (damaged.length > 0) process.exitCode = 1;
    } finally {
      line.clear();
    }
  });
}
