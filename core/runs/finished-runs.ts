import type { Photo } from '../../contract/photo.ts';
import type { Run } from '../../contract/run.ts';
import type { Project } from '../project/project.ts';

export interface FinishedRun {
  photo: Photo;
  run: Run;
}

/** Every finished run with its photo, of one pack where that is said, in the order in which they ended; of those that ended together by their ids. */
export function finishedRuns({ photos, runs }: Project, packId: string | undefined): FinishedRun[] {
  const found = runs.matching({ state: 'done', ...(packId !== undefined && { pack_id: packId }) });
  const known = new Map([...new Set(found.map(({ photoId }) => photoId))].map((id) => [id, photos.find(id)]));
  const timeOf = ({ run }: FinishedRun) => `${run.finishedAt ?? ''} ${run.id}`;
  return found
    .flatMap((run) => {
      const photo = known.get(run.photoId);
      return photo ? [{ photo, run }] : [];
    })
    .sort((a, b) => (timeOf(a) < timeOf(b) ? -1 : 1));
}
