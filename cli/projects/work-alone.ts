import { basename, resolve } from 'node:path';
import { createBackground } from '../../core/disk/background.ts';
import { keepFilesPrivate } from '../../core/disk/private-folder.ts';
import type { Project } from '../../core/project/project.ts';
import { inProjectAlone } from '../../core/project/take-up.ts';
import { progressLine } from '../terminal/progress-line.ts';
import { lookForProject, openingFor, type ProjectNeed } from '../terminal/project-need.ts';
import { stoppable } from '../terminal/stop.ts';

/** What work in a project is told, and tells. */
export interface Work {
  signal: AbortSignal;
  report(fraction: number): void;
}

/**
 * Works in a project without an engine, with a line that says how far that is, until it is done or a person says stop. Throws `cancelled` then,
 * and what the opening and the work throw.
 */
export async function workAlone<Result>(
  folder: string,
  { need, stage }: { need: ProjectNeed; stage: string },
  work: (project: Project, at: Work) => Promise<Result>,
): Promise<Result> {
  keepFilesPrivate();
  const line = progressLine(basename(resolve(folder)));
  const report = (fraction: number) => line.show({ id: '', stage, fraction, secondsLeft: null });
  return stoppable(async (signal) => {
    const meant = await lookForProject(resolve(folder), need, true);
    const { mayMake: create, ...how } = openingFor(need);
    return inProjectAlone(folder, { create, ...how, signal }, createBackground(), async (project) => {
      await meant.tellMade();
      return work(project, { signal, report });
    });
  }).finally(line.clear);
}
