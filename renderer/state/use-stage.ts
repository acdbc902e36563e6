import { useMemo } from 'react';
import type { Photo } from '../../contract/photo.ts';
import type { Run } from '../../contract/run.ts';
import { useProject } from './project.ts';
import { photoOnStage, runsOf, runsOnStage, useSelection } from './selection.ts';

interface OnStage {
  photo: Photo | null;
  /** Every run of the photo, newest first. */
  allRuns: Run[];
  /** One for each pane. */
  runs: Run[];
  activeRun: Run | null;
}

/** What is on the stage now, for components. */
export function useStage(): OnStage {
  const snapshot = useProject((state) => state.snapshot);
  const { photoId, panes, activePane } = useSelection();
  return useMemo(() => {
    const photo = photoOnStage(snapshot, photoId);
    const allRuns = runsOf(snapshot, photo?.id);
    const runs = runsOnStage(allRuns, photo ? panes[photo.id] : undefined);
    return { photo, allRuns, runs, activeRun: runs[Math.min(activePane, runs.length - 1)] ?? null };
  }, [snapshot, photoId, panes, activePane]);
}
