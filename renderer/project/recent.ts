import type { Snapshot } from '../../contract/calls/snapshot.ts';

const MOST_LISTED = 8;

/** Other projects that were open lately, the last first. */
export function otherProjects({
  project,
  recentProjects,
}: Pick<Snapshot, 'project' | 'recentProjects'>): Snapshot['recentProjects'] {
  return recentProjects.filter(({ folder }) => folder !== project.folder).slice(0, MOST_LISTED);
}
