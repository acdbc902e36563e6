import type { Snapshot } from '../../contract/calls/snapshot.ts';
import { VERSION } from '../../contract/version.ts';
import type { Library } from '../library/open-library.ts';
import type { RecentProjects } from '../project/recent-projects.ts';
import type { RunContext } from '../runs/run-context.ts';

/** Everything the page shows. */
export async function takeSnapshot(
  { project, packs }: RunContext,
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
