import type { Command } from 'commander';
import { bytesInWords } from '../../core/disk/bytes-in-words.ts';
import { listTrash } from '../../core/project/trash/list-trash.ts';
import { withProject } from '../terminal/project-only.ts';
import { generalOptions, printResult, withEngine } from '../terminal/session.ts';
import { inOneLine } from '../terminal/visible.ts';

/** `trash`, `restore`, `empty-trash`: what was removed, and the way back. */
export function addProjectsTrash(projects: Command): void {
  const list = projects.command('trash').description('what was removed from the project and can come back');
  list.action(() =>
    withProject(list, async (project) => {
      const entries = await listTrash(project);
      if (generalOptions(list).json) return console.log(JSON.stringify(entries, null, 2));
      if (entries.length === 0) console.log('Nothing is in the trash.');
      for (const { id, kind, title, removedAt, goesAt, bytes } of entries) {
        const until = goesAt === null ? 'until you decide' : `until ${goesAt.slice(0, 10)}`;
        console.log(
          `${id}  ${removedAt.slice(0, 10)}  ${kind.padEnd(13)} ${bytesInWords(bytes).padStart(10)}  ${inOneLine(title)} (${until})`,
        );
      }
    }),
  );

  const restore = projects
    .command('restore')
    .description('bring back what was removed, with the photos and runs that it needs')
    .argument('<id...>', 'ids as "projects trash" prints them');
  restore.action((trashIds: string[]) =>
    withEngine(
      restore,
      async (engine) => {
        const { restored } = await engine.call('restoreTrash', { trashIds });
        printResult(restore, { restored }, `${restored.length} brought back`, 0);
      },
      { need: 'write' },
    ),
  );

  const empty = projects
    .command('empty-trash')
    .description('remove for good: everything that was removed, or what is named')
    .argument('[id...]', 'ids as "projects trash" prints them; files that are not in the database only so');
  empty.action((trashIds: string[]) =>
    withEngine(
      empty,
      async (engine) => {
        const { emptied } = await engine.call('emptyTrash', trashIds.length > 0 ? { trashIds } : {});
        printResult(empty, { emptied }, `${emptied} removed for good`, 0);
      },
      { need: 'write' },
    ),
  );
}
