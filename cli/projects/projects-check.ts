import { basename, resolve } from 'node:path';
import type { Command } from 'commander';
import { createBackground } from '../../core/disk/background.ts';
import { keepFilesPrivate } from '../../core/disk/private-folder.ts';
import { checkProject, type ProjectCheck } from '../../core/project/care/check-project.ts';
import { inProjectAlone } from '../../core/project/take-up.ts';
import { progressLine } from '../terminal/progress-line.ts';
import { printResult, projectFolder } from '../terminal/session.ts';
import { stoppable } from '../terminal/stop.ts';

export function addProjectsCheck(projects: Command): void {
  const command = projects
    .command('check')
    .description('read every row and every file of a project, and say what is missing or was changed')
    .argument('[folder]', 'folder of the project');
  command.action(async (folder: string | undefined) => {
    keepFilesPrivate();
    const path = projectFolder(command, folder);
    const line = progressLine(basename(resolve(path)));
    try {
      const report = (fraction: number) => line.show({ id: '', stage: 'check', fraction, secondsLeft: null });
      const check = await stoppable((stop) =>
        inProjectAlone(path, { create: false, signal: stop }, createBackground(), (project) =>
          checkProject(project, report, stop),
        ),
      );
      line.clear();
      printResult(command, check, inWords(check));
      if (check.damaged.length + check.unreadable.length > 0) process.exitCode = 1;
    } finally {
      line.clear();
    }
  });
}

function inWords(check: ProjectCheck): string {
  const { folder, photos, runs, goodFiles, unreadable, damaged, unknownFiles, unknownExports } = check;
  const lines = [`${folder}: ${photos} photos, ${runs} runs, ${goodFiles} files as they were written`];
  lines.push(...unreadable);
  for (const { what, file, problem } of damaged)
    lines.push(
      `${problem}: ${what} (${file.slice(0, 12)}): put the file back, import the photo or run the model again`,
    );
  if (unknownFiles > 0)
    lines.push(
      `${unknownFiles} files are not in the database: "depthroom projects repair --take-in" makes photos of those that are pictures`,
    );
  for (const id of unknownExports) lines.push(`exports/${id} is not in the database; it stays where it is`);
  return lines.join('\n');
}
