import type { Snapshot } from '../../contract/calls/snapshot.ts';
import type { Library } from '../library/open-library.ts';
import type { Project } from '../project/project.ts';
import type { RecentProjects } from '../project/recent-projects.ts';
import { summariseTrash } from '../project/trash/list-trash.ts';
import { unreadableRows } from '../project/unreadable.ts';
import { projectWords, takeInstallation } from './changes.ts';

/** Everything that there is of a project, with every row: for programs, not for pages. */
export async function takeSnapshot(
  project: Project,
  library: Library,
  recentProjects: RecentProjects,
): Promise<Snapshot> {
  return {
    project: projectWords(project),
    photos: project.photos.all(),
    runs: project.runs.all(),
    truths: project.truths.all(),
    comparisons: project.comparisons.all(),
    exports: project.exports.all(),
    trash: await summariseTrash(project),
    unreadable: unreadableRows(project.database),
    ...(await takeInstallation(library, recentProjects)),
  };
}
