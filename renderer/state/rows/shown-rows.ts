import { call } from '../../server/call.ts';
import { attempt } from '../notices.ts';
import { bringToFront, takeOlderRuns, takeRows, useProject, withChanges } from '../project.ts';
import { keepMarks, useSelection } from '../selection.ts';
import { missedBy } from './recent-changes.ts';

/** Asks for the rows of a photo, again where they were overtaken, and puts them on the stage if it is still wanted. */
export async function loadRows(photoId: string): Promise<void> {
  for (;;) {
    const answer = await call('photoRows', { photoId });
    const { snapshot, feed } = useProject.getState();
    // Another project is open by now, which asks for itself.
    if (!snapshot || answer.feed !== feed) return;
    const missed = missedBy(answer);
    if (!missed) continue;
    const { photo, runs, truths, comparisons, exports, older } = answer;
    const rows = { photos: photo ? [photo] : [], runs, truths, comparisons, exports };
    takeRows(photoId, withChanges(rows, [photoId], missed.rows), older);
    // What was looked at last may be gone.
    if (!photo) keepMarks((id) => id !== photoId);
    return;
  }
}

/** Asks for the runs of a photo that are older than those that are here. Throws what `call` throws. */
export async function loadOlderRuns(photoId: string): Promise<void> {
  for (;;) {
    const oldest = useProject.getState().snapshot?.runs.find((run) => run.photoId === photoId);
    if (!oldest) return;
    const answer = await call('olderRuns', { photoId, beforeRunId: oldest.id });
    const { snapshot, feed } = useProject.getState();
    if (!snapshot || answer.feed !== feed) return;
    const missed = missedBy(answer);
    if (!missed) continue;
    const rows = { photos: [], truths: [], comparisons: [], runs: answer.runs, exports: answer.exports };
    const { runs, exports } = withChanges(rows, [photoId], missed.rows);
    return takeOlderRuns(photoId, { runs, exports }, answer.older);
  }
}

/** Keeps the rows of the photo that is chosen in the page. Returns how to stop that. */
export function followShownPhoto(): () => void {
  let wanted: string | null = null;
  const look = () => {
    const { photoId } = useSelection.getState();
    if (photoId === null || useProject.getState().snapshot === null) return;
    if (bringToFront(photoId)) {
      wanted = null;
      return;
    }
    if (wanted === photoId) return;
    wanted = photoId;
    void attempt(async () => {
      await loadRows(photoId);
      if (wanted === photoId) wanted = null;
    });
  };
  return useSelection.subscribe(({ photoId }, before) => photoId !== before.photoId && look());
}
