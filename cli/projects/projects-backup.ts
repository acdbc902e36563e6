import type { Command } from 'commander';
import { bytesInWords } from '../../core/disk/bytes-in-words.ts';
import { backUpProject } from '../../core/project/care/backup-project.ts';
import { counted } from '../terminal/counted.ts';
import { printResult, projectFolder } from '../terminal/session.ts';
import { workAlone } from './work-alone.ts';

export function addProjectsBackup(projects: Command): void {
  const command = projects
    .command('backup')
    .description('copy a project, which may be in use, into a new folder; the copy is a project')
    .argument('<new folder>', 'where the copy goes')
    .argument('[folder]', 'folder of the project');
  command.action(async (to: string, folder: string | undefined) => {
    const path = projectFolder(command, folder);
    const backup = await workAlone(path, { need: 'read', stage: 'copy' }, (project, at) =>
      backUpProject(project, to, at),
    );
    const { files, bytes, damaged } = backup;
    const lost =
      damaged.length > 0
        ? `; ${counted(damaged.length, 'is', 'are')} missing or ${damaged.length === 1 ? 'was' : 'were'} changed before`
        : '';
    printResult(
      command,
      backup,
      `${backup.folder}: ${counted(files, 'file')}, ${bytesInWords(bytes)}${lost}`,
    );
    if (damaged.length > 0) process.exitCode = 1;
  });
}
