import { useStore } from 'zustand';
import { useCompareLook } from '../state/compare-look.ts';
import { derivedStore } from '../state/derived-store.ts';
import { useLook } from '../state/look.ts';
import { useMend } from '../state/mend/mend.ts';
import type { PaneContent } from '../state/panes.ts';
import { useRanges } from '../state/ranges.ts';
import { stageStore, useSelection } from '../state/selection.ts';
import { comparisonStore } from './current-comparison.ts';
import { type Pane, paneOf } from './pane.ts';
import { sourceOf } from './pane-depth.ts';
import type { Entries } from './resource-cache.ts';
import { loadedViewMap, modelMaps, type ViewMap, viewMaps } from './resources.ts';
import { type RangeMap, rangeOfAll } from './shared-range.ts';

/** What the panes on the stage show, wherever they stand; none while there is no photo. Moving pointer or camera changes nothing. */
export const paneStore = derivedStore(
  [
    stageStore,
    comparisonStore,
    useLook,
    useCompareLook,
    useRanges,
    viewMaps.useEntries,
    modelMaps.useEntries,
    useMend,
  ],
  () => {
    const { photo, panes } = stageStore.getState();
    const { tint, measure, isShared, limits } = useCompareLook.getState();
    const { mode, scale, gamma } = useLook.getState();
    const { chosen, stated } = useRanges.getState();
    return {
      photo,
      panes,
      isPhotoAlone: mode === 'photo',
      scaleName: scale,
      gamma,
      current: comparisonStore.getState(),
      tint,
      measure,
      isShared,
      limits,
      chosen,
      stated,
      viewMaps: viewMaps.useEntries.getState(),
      modelMaps: modelMaps.useEntries.getState(),
      mended: useMend.getState().session,
    };
  },
  ({ photo, panes, isPhotoAlone, isShared, ...shared }): readonly Pane[] => {
    if (!photo) return [];
    const scaleOwner = isShared ? scaleOwnerOf(panes, shared.current.pinned) : null;
    const shown = isPhotoAlone ? panes.slice(0, 1) : panes;
    const contents: readonly (PaneContent | null)[] = shown.length > 0 ? shown : [null];
    const rangeOfMetres =
      scaleOwner && !sourceOf(shared.current.pinned) ? rangeOfPanes(panes, shared.viewMaps) : null;
    const inputs = { ...shared, photo, scaleOwner, rangeOfMetres };
    return contents.map((content) => paneOf(content, inputs));
  },
);

/** Whose colour scale is shared: the reference's where it has depth, else that of the first pane in metres. */
function scaleOwnerOf(panes: readonly PaneContent[], pinned: PaneContent | null): PaneContent | null {
  if (sourceOf(pinned)) return pinned;
  return (
    panes.find((content) => content.what !== 'difference' && sourceOf(content)?.kind === 'metric') ?? null
  );
}

/** The scale of all panes in metres that have been read; null where that is one, which has its own. */
function rangeOfPanes(panes: readonly PaneContent[], viewMaps: Entries<ViewMap>): RangeMap | null {
  const maps = panes
    .filter((content) => content.what !== 'difference')
    .map(sourceOf)
    .filter((source) => source?.kind === 'metric')
    .map((source) => loadedViewMap(source, viewMaps))
    .filter((map) => map !== null);
  return maps.length > 1 ? rangeOfAll(maps) : null;
}

/** What the panes on the stage show, for components. */
export function usePanes(): readonly Pane[] {
  return useStore(paneStore);
}

/** The pane that the bars speak of, for components. */
export function useActivePane(): Pane | undefined {
  const panes = usePanes();
  const activePane = useSelection((state) => state.activePane);
  return panes[Math.min(activePane, panes.length - 1)];
}
