import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { createBackground, reportOnce } from '../../core/disk/background.ts';
import type { Project } from '../../core/project/project.ts';
import { isAnythingOpen, isQueuePaused } from '../../core/project/queue/order.ts';
import { noteRecentProject } from '../../core/project/recent-projects.ts';
import { inProjectAlone, type TakenUp } from '../../core/project/take-up.ts';
import { countUnknownFiles } from '../../core/project/unknown-files.ts';
import { unreadableRows } from '../../core/project/unreadable.ts';
import { openHome } from './open-home.ts';
import { lookForProject, openingFor } from './project-need.ts';
import { generalOptions, projectFolder } from './session.ts';
import { leftWhenStopped, stoppable } from './stop.ts';
import { tellNotes, tellPaused } from './tell-notes.ts';

/**
 * Opens the project for one command that reads its rows and nothing else: as `withEngine` does, with the same locks and the same sentences, but
 * without model packs, workers, downloads and the queue. Throws what `inProjectAlone` and `work` throw.
 */
export function withProject<Result>(
  command: Command,
  work: (project: Project) => Result | Promise<Result>,
): Promise<Result> {
  const folder = resolve(projectFolder(command, undefined));
  return stoppable(async (stop) => {
    await lookForProject(folder, 'read', generalOptions(command).project !== undefined);
    const { home, isThere, log } = await openHome(false);
    const told = reportOnce();
    const background = createBackground((name, thrown) => {
      log.failure(name, thrown);
      told(name, thrown);
    });
    let isOpen = false;
    const kept = isThere ? { dataFolder: home } : {};
    const { mayMake: create, orRead } = openingFor('read');
    const options = { create, orRead, checksLater: true, signal: stop, ...kept };
    return inProjectAlone(folder, options, background, async (project, takenUp) => {
      isOpen = true;
      // It only saves clicks; who only reads need not be able to write.
      if (isThere)
        await noteRecentProject(join(home, 'recent-projects.json'), project.folder, false).catch((thrown) =>
          log.failure('note the project in the list of projects', thrown),
        );
      await background.run('take over what another Depthroom has left', () => takeOver(takenUp));
      tellPaused({ isQueuePaused: isQueuePaused(project.database) });
      const result = await leftWhenStopped(stop, (async () => work(project))());
      const notes = [project.note, project.place.trouble()].filter((note) => note !== null);
      tellNotes({
        notes: notes.length > 0 ? [notes.join(' ')] : [],
        unknownFiles: await countUnknownFiles(project.folder),
        unreadableRows: unreadableRows(project.database).length,
      });
      return result;
    }).catch((thrown) => {
      if (!isOpen) log.failure('open the project', thrown);
      throw thrown;
    });
  });
}

/** What engines that are gone were at is noted as interrupted before anybody looks. */
async function takeOver({ project, engineId, presence }: TakenUp): Promise<void> {
  if (!isAnythingOpen(project.database)) return;
  const { adoptOrphans } = await import('../../core/runs/adopt.ts');
  await adoptOrphans({ project, engineId, changed: () => {} }, presence);
}
