import type { Command } from 'commander';
import { bytesInWords } from '../../core/disk/bytes-in-words.ts';
import { keepFilesPrivate } from '../../core/disk/private-folder.ts';
import { backUpProject } from '../../core/project/care/backup-project.ts';
import { openProject } from '../../core/project/project.ts';
import { progressLine } from '../terminal/progress-line.ts';
import { printResult, projectFolder } from '../terminal/session.ts';

export function addProjectsBackup(projects: Command): void {
  const command = projects
    .command('backup')
    .description('copy a project, which may be in use, into a new folder; the copy is a project')
    .argument('<new folder>', 'where the copy goes')
    .argument('[folder]', 'folder of the project');
  command.action(async (to: string, folder: string | undefined) => {
    keepFilesPrivate();
    const project = await openProject(projectFolder(command, folder), { create: false });
    const line = progressLine(project.name);
    const stop = new AbortController();
    const interrupt = () => stop.abort();
    process.once('SIGINT', interrupt);
    try {
      const backup = await backUpProject(project, to, {
        signal: stop.signal,
        report: (fraction) => line.show({ id: '', stage: 'copy', fraction, secondsLeft: null }),
      });
      line.clear();
      const { files, bytes, damaged } = backup;
      const lost = damaged.length > 0 ? `; ${damaged.length} are missing or were changed before` : '';
      printResult(command, backup, `${backup.folder}: ${files} files, ${bytesInWords(bytes)}${lost}`);
      if (damaged.length > 0) process.exitCode = 1;
    } finally {
      line.clear();
      process.off('SIGINT', interrupt);
      project.close();
    }
  });
}
