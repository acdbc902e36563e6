import { useMemo } from 'react';
import { useProject } from './project.ts';
import { type OnStage, stageOf, useSelection } from './selection.ts';

/** What is on the stage now, for components. */
export function useStage(): OnStage {
  const snapshot = useProject((state) => state.snapshot);
  const { photoId, panes, activePane } = useSelection();
  return useMemo(
    () => stageOf(snapshot, { photoId, panes, activePane }),
    [snapshot, photoId, panes, activePane],
  );
}
