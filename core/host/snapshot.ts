import type { Snapshot } from '../../contract/calls/snapshot.ts';
import { VERSION } from '../../contract/version.ts';
import type { Library } from '../library/open-library.ts';
import type { Project } from '../project/project.ts';
import type { RecentProjects } from '../project/recent-projects.ts';
import { summariseTrash } from '../project/trash/list-trash.ts';
import { unreadableRows } from '../project/unreadable.ts';

/** Everything the page shows. */
export async function takeSnapshot(
  project: Project,
  library: Library,
  recent: RecentProjects,
): Promise<Snapshot> {
  return {
    version: VERSION,
    project: {
      folder: project.folder,
      name: project.name,
      ...(project.note !== null && { note: project.note }),
    },
    recentProjects: recent.map(({ folder, name, openedAt }) => ({ folder, name, openedAt })),
    photos: project.photos.all(),
    runs: project.runs.all(),
    truths: project.truths.all(),
    comparisons: project.comparisons.all(),
    exports: project.exports.all(),
    trash: await summariseTrash(project),
    unreadable: unreadableRows(project.database),
    packs: await library.packs.list(),
    ...(await library.snapshot()),
  };
}
