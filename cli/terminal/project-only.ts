import { join } from 'node:path';
import type { Command } from 'commander';
import { createBackground, reportOnce } from '../../core/disk/background.ts';
import type { Project } from '../../core/project/project.ts';
import { isAnythingOpen, isQueuePaused } from '../../core/project/queue/order.ts';
import { noteRecentProject } from '../../core/project/recent-projects.ts';
import { inProjectAlone, type TakenUp } from '../../core/project/take-up.ts';
import { countUnknownFiles } from '../../core/project/unknown-files.ts';
import { unreadableRows } from '../../core/project/unreadable.ts';
import { openHome } from './open-home.ts';
import { projectFolder } from './session.ts';
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
  const folder = projectFolder(command, undefined);
  return stoppable(async (stop) => {
    const { home, log } = await openHome();
    const told = reportOnce();
    const background = createBackground((name, thrown) => {
      log.failure(name, thrown);
      told(name, thrown);
    });
    let isOpen = false;
    const options = { create: true, checksLater: true, dataFolder: home, signal: stop };
    return inProjectAlone(folder, options, background, async (project, takenUp) => {
      isOpen = true;
      await background.run('note the project in the list of projects', () =>
        noteRecentProject(join(home, 'recent-projects.json'), project.folder, false),
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
