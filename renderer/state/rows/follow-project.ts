import { ALL_PHOTOS } from '../../../contract/calls/all-photos.ts';
import type { Changes, ProjectEvent } from '../../../contract/calls/snapshot.ts';
import { call } from '../../server/call.ts';
import { followEvents } from '../../server/events.ts';
import { attempt } from '../notices.ts';
import { bringToFront, takeChanges, takeEvent, useProject } from '../project.ts';
import { keepMarks, useSelection } from '../selection.ts';
import { listChanges, orderAgain, usePhotoList } from './photo-list.ts';
import { queueChanges } from './queue-list.ts';
import { rememberChanges } from './recent-changes.ts';
import { followShownPhoto, loadRows } from './shown-rows.ts';

/** Keeps the page as the core says that the project is, until `signal` aborts. */
export async function followProject(signal: AbortSignal): Promise<void> {
  const leave = followShownPhoto();
  try {
    await followEvents(
      {
        onEvent: (event) => hear(event),
        since: () => {
          const { feed, sequence } = useProject.getState();
          return feed === '' ? null : { feed, sequence };
        },
        onConnection: (connection) => {
          if (useProject.getState().connection !== connection) useProject.setState({ connection });
        },
      },
      signal,
    );
  } finally {
    leave();
  }
}

/** What follows is read when this is over: nothing heaps up here either. */
async function hear(event: ProjectEvent): Promise<void> {
  if (event.event === 'progress') return takeEvent(event);
  const { snapshot, photoCount } = useProject.getState();
  const isOther = event.state !== undefined && snapshot?.project.folder !== event.state.project.folder;
  rememberChanges(event);
  takeChanges(event);
  queueChanges(event);
  if (event.isFresh) return showAnew(isOther && snapshot !== null);
  const gone = forgetRemoved(event);
  listChanges(event, photoCount);
  const { photoId } = useSelection.getState();
  const now = useProject.getState();
  const isEmpty = now.snapshot?.photos.length === 0 && now.photoCount > 0;
  if (isEmpty || gone.has(photoId ?? snapshot?.photos[0]?.id ?? '')) await attempt(showFirst);
}

/** Asks for what is shown: the list, and the photo on the stage, which is the first of the list where none is chosen. */
async function showAnew(isOther: boolean): Promise<void> {
  await attempt(async () => {
    if (isOther) usePhotoList.setState(usePhotoList.getInitialState(), true);
    await Promise.all([orderAgain(isOther), keepMarksThatAreThere()]);
    const { photoId } = useSelection.getState();
    const { shown } = useProject.getState();
    const wanted = photoId ?? usePhotoList.getState().firstId;
    if (wanted !== null) await loadRows(wanted);
    for (const other of shown) if (other !== wanted) void attempt(() => loadRows(other));
    if (useProject.getState().snapshot?.photos.length === 0) await showFirst(false);
  });
}

/** Marks may be those of a page that was left, or of another project. */
async function keepMarksThatAreThere(): Promise<void> {
  const { marked } = useSelection.getState();
  if (marked.length === 0) return;
  const filter = { ...ALL_PHOTOS, ids: [...marked] };
  const { ids } = await call('listPhotoIds', { filter, from: 0, count: marked.length });
  const there = new Set(ids);
  const asked = new Set(marked);
  keepMarks((id) => there.has(id) || !asked.has(id));
}

/** Where the photo that was chosen is not there (any more), the first of the list is shown. */
async function showFirst(isOrderedAgain = true): Promise<void> {
  if (isOrderedAgain) await orderAgain();
  const { firstId } = usePhotoList.getState();
  if (firstId !== null && !bringToFront(firstId)) await loadRows(firstId);
}

/** Answers with the photos that are gone. */
function forgetRemoved({ rows }: Changes): ReadonlySet<string> {
  const gone = new Set(rows.flatMap(({ table, id, row }) => (table === 'photos' && !row ? id : [])));
  if (gone.size > 0) keepMarks((id) => !gone.has(id));
  return gone;
}
