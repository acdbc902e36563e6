import type { Command } from 'commander';
import { createBackground } from '../../core/disk/background.ts';
import { bytesInWords } from '../../core/disk/bytes-in-words.ts';
import { mergeProjects } from '../../core/project/care/merge-projects.ts';
import { openProjectToRead } from '../../core/project/reading/open-to-read.ts';
import { inProjectAlone } from '../../core/project/take-up.ts';
import { counted } from '../terminal/counted.ts';
import { printResult } from '../terminal/session.ts';
import { workAlone } from './work-alone.ts';

export function addProjectsMerge(projects: Command): void {
  const command = projects
    .command('merge')
    .description(
      'bring the photos, runs, truths, comparisons and exports of projects into one, each once, by their content; the others stay as they are',
    )
    .argument('<folder...>', 'folders of the projects')
    .requiredOption('--into <folder>', 'the project they go into, which is made where there is none');
  command.action(async (folders: string[], { into }: { into: string }) => {
    const merge = await workAlone(into, { need: 'make', stage: 'merge' }, (project, { signal, report }) =>
      mergeProjects(project, folders, {
        signal,
        report,
        open: (folder, work) =>
          inProjectAlone(
            folder,
            { create: false, orRead: openProjectToRead, signal },
            createBackground(),
            work,
          ),
      }),
    );
    const { added, known, bytes, lost, left } = merge;
    const words = Object.entries(added).flatMap(([table, count]) =>
      count > 0 ? [counted(count, table.slice(0, -1))] : [],
    );
    printResult(
      command,
      merge,
      [
        `${merge.folder}: ${words.join(', ') || 'nothing'} added (${bytesInWords(bytes)}), ${known} there already`,
        ...left,
      ].join('\n'),
    );
    if (lost > 0) process.exitCode = 1;
  });
}
