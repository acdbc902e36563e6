import type { Command } from 'commander';
import { checkProject, type ProjectCheck } from '../../core/project/care/check-project.ts';
import { counted } from '../terminal/counted.ts';
import { printResult, projectFolder } from '../terminal/session.ts';
import { workAlone } from './work-alone.ts';

export function addProjectsCheck(projects: Command): void {
  const command = projects
    .command('check')
    .description('read every row and every file of a project, and say what is missing or was changed')
    .argument('[folder]', 'folder of the project');
  command.action(async (folder: string | undefined) => {
    const path = projectFolder(command, folder);
    const check = await workAlone(path, { need: 'read', stage: 'check' }, (project, { report, signal }) =>
      checkProject(project, report, signal),
    );
    printResult(command, check, inWords(check));
    if (check.damaged.length + check.unreadable.length > 0) process.exitCode = 1;
  });
}

function inWords(check: ProjectCheck): string {
  const { folder, photos, runs, goodFiles, unreadable, damaged, unknownFiles, unknownExports } = check;
  const asWritten = counted(goodFiles, 'file as it was written', 'files as they were written');
  const lines = [`${folder}: ${counted(photos, 'photo')}, ${counted(runs, 'run')}, ${asWritten}`];
  lines.push(...unreadable);
  for (const { what, file, problem } of damaged)
    lines.push(
      `${problem}: ${what} (${file.slice(0, 12)}): put the file back, import the photo or run the model again`,
    );
  if (unknownFiles > 0)
    lines.push(
      `${counted(unknownFiles, 'file is', 'files are')} not in the database: "depthroom projects repair --take-in" makes photos of those that are pictures`,
    );
  for (const id of unknownExports) lines.push(`exports/${id} is not in the database; it stays where it is`);
  return lines.join('\n');
}
