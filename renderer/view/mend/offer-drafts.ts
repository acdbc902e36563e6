import { useDrafts } from '../../state/mend/drafts.ts';
import { useMend } from '../../state/mend/mend.ts';
import { attempt, dismiss, tell } from '../../state/notices.ts';
import { useViewOf } from '../../state/remember.ts';
import { loadRows } from '../../state/rows/shown-rows.ts';
import { bringPane, onStage, showPhoto } from '../../state/selection.ts';
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
    const count = strokes?.length === 1 ? 'One stroke' : `${strokes?.length} strokes`;
    notice = tell(
      'note',
      `${count} on the map "${title}" ${strokes?.length === 1 ? 'was' : 'were'} not saved.`,
      {
        label: 'Go on mending',
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
    tell('note', 'The map that the strokes were drawn on is not in the project any more.');
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
