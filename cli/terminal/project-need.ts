import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { DepthroomError } from '../../contract/errors.ts';
import type { OpenOptions } from '../../core/project/project.ts';
import { surveyFolder } from '../../core/project/project-folder.ts';
import { openProjectToRead } from '../../core/project/reading/open-to-read.ts';

/**
 * What a command needs of the project that is meant. `make`: it brings photos in, and makes one where there is none. `write`: one that is there.
 * `read`: the same, which need not be one that can be written. `if-there`: as `read`, and where nobody named one and there is none yet, none.
 */
export type ProjectNeed = 'make' | 'write' | 'read' | 'if-there';

/** How the project is opened for that. */
export function openingFor(need: ProjectNeed): { mayMake: boolean; orRead?: OpenOptions['orRead'] } {
  const isRead = need === 'read' || need === 'if-there';
  return { mayMake: need === 'make', ...(isRead && { orRead: openProjectToRead }) };
}

/** A project that is meant, before it is opened. */
export interface MeantProject {
  /** Whether nothing of a project is there. */
  isNew: boolean;
  /** Says on the standard error output that it was made, where it was: who named it may have meant another. */
  tellMade(): Promise<void>;
}

/**
 * Looks whether there is a project where one is needed, before anything is made. Throws `not-found` where there is none, and what looking into the
 * folder throws; where something else is wrong with it the opening says so.
 */
export async function lookForProject(
  folder: string,
  need: ProjectNeed,
  isNamed: boolean,
): Promise<MeantProject> {
  const isNew = (await surveyFolder(folder)).kind === 'new';
  if (isNew && need !== 'make' && (need !== 'if-there' || isNamed)) {
    const named = isNamed ? ` --project ${/\s/.test(folder) ? '<folder>' : folder}` : '';
    throw new DepthroomError(
      'not-found',
      `Expected a Depthroom project in ${folder}, but there is none; name the folder of one, or bring photos into a new one ("depthroom estimate photo.jpg --pack fastdepth -o out/${named}").`,
    );
  }
  return {
    isNew,
    async tellMade() {
      const isMade = isNew && isNamed && (await lstat(join(folder, 'project.db')).catch(() => null)) !== null;
      if (isMade) console.error(`depthroom: made a new project in ${folder}.`);
    },
  };
}
