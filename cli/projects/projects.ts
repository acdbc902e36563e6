import { join } from 'node:path';
import type { Command } from 'commander';
import { dataFolder } from '../../core/project/data-folder.ts';
import { readRecentProjects } from '../../core/project/recent-projects.ts';
import { generalOptions } from '../terminal/session.ts';
import { addProjectsBackup } from './projects-backup.ts';
import { addProjectsCheck } from './projects-check.ts';
import { addProjectsMerge } from './projects-merge.ts';
import { addProjectsQueue } from './projects-queue.ts';
import { addProjectsRepair } from './projects-repair.ts';
import { addProjectsTrash } from './projects-trash.ts';

export function addProjects(program: Command): void {
  const command = program
    .command('projects')
    .description(
      'the projects that were open last; check, repair, back up and merge them, its queue and its trash',
    );
  command.action(async () => {
    const recent = await readRecentProjects(join(dataFolder(), 'recent-projects.json'));
    if (generalOptions(command).json) return console.log(JSON.stringify(recent, null, 2));
    for (const { folder, openedAt } of recent) console.log(`${openedAt.slice(0, 10)}  ${folder}`);
  });
  for (const add of [
    addProjectsCheck,
    addProjectsRepair,
    addProjectsBackup,
    addProjectsMerge,
    addProjectsQueue,
    addProjectsTrash,
  ])
    add(command);
}
