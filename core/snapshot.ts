import type { Snapshot } from '../contract/snapshot.ts';
import type { Context } from './context.ts';
import type { Library } from './library/open-library.ts';
import type { RecentProjects } from './recent-projects.ts';
import { VERSION } from './version.ts';

/** Everything the page shows. */
export async function takeSnapshot(
  { project, packs }: Context,
  library: Library,
  recentProjects: RecentProjects,
): Promise<Snapshot> {
  return {
    version: VERSION,
    project: { folder: project.folder, name: project.name },
    recentProjects,
    photos: project.photos.all(),
    runs: project.runs.all(),
    truths: project.truths.all(),
    comparisons: project.comparisons.all(),
    exports: project.exports.all(),
    packs: await packs.list(),
    ...(await library.snapshot()),
  };
}
