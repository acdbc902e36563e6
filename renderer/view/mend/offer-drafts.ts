import { text } from '../../language/text.ts';
import { useDrafts } from '../../state/mend/drafts.ts';
import { useMend } from '../../state/mend/mend.ts';
import { attempt, dismiss, tell } from '../../state/notices.ts';
import { useViewOf } from '../../state/remember.ts';
import { loadRows } from '../../state/rows/shown-rows.ts';
import { bringPane, onStage, showPhoto } from '../../state/selection.ts';
import { titleText } from '../pack-text.ts';
import { loadedViewMap, requestViewMap, viewMaps } from '../resources.ts';
import { toggleMending } from './mending.ts';

/** Says of strokes that were left unsaved, each time a project is opened. Returns how to stop. */
export function offerDrafts(): () => void {
  let told: string | null = null;
  let notice: number | null = null;
  const takeBack = () => {
    if (notice !== null) dismiss(notice);
    notice = null;
  };
  const look = () => {
    const { folder } = useViewOf.getState();
    if (folder === told) return;
    told = folder;
    const last = Object.entries(useDrafts.getState().drafts).at(-1);
    if (folder === null || !last || useMend.getState().session) return;
    const [runId, { photoId, title, strokes }] = last;
    notice = tell(
      'note',
      text('view.strokesLeft', { count: strokes?.length ?? 0, title: titleText(title) }),
      {
        label: text('view.goOnMending'),
        run: () => {
          takeBack();
          void attempt(() => goOn(photoId, runId));
        },
      },
    );
  };
  look();
  const leave = [
    useViewOf.subscribe(look),
    // Whatever is mended now, by whichever way: the offer is over.
    useMend.subscribe(({ session }) => session && takeBack()),
  ];
  return () => {
    for (const stop of leave) stop();
  };
}

/** Brings the map of a draft on the stage and begins, as soon as it is read. Throws what `loadRows` throws. */
async function goOn(photoId: string, runId: string): Promise<void> {
  await loadRows(photoId);
  showPhoto(photoId);
  bringPane(photoId, runId);
  const { activeRun } = onStage();
  const result = activeRun?.id === runId ? activeRun.result : null;
  if (!result) {
    tell('note', text('view.mapOfStrokesGone'));
    return;
  }
  requestViewMap(result);
  const begin = () => {
    if (!loadedViewMap(result)) return false;
    if (onStage().activeRun?.id === runId && useMend.getState().session?.runId !== runId) toggleMending();
    return true;
  };
  if (begin()) return;
  const stop = viewMaps.useEntries.subscribe((entries) => {
    if (entries[result.view.file]?.state === 'loading') return;
    stop();
    begin();
  });
}
