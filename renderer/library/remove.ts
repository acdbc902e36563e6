import type { Snapshot } from '../../contract/calls/snapshot.ts';
import { DepthroomError } from '../../contract/errors.ts';
import { call } from '../server/call.ts';
import { isBehindModal } from '../state/dialogs.ts';
import { useProject } from '../state/project.ts';
import { meantPhotoIds, onStage, showPhoto, useSelection } from '../state/selection.ts';
import { belongings, type Removal, removeFromProject } from '../view/remove.ts';

/** What is said of photos that are removed. */
export function photosToRemove(
  { photos, runs, exports }: Pick<Snapshot, 'photos' | 'runs' | 'exports'>,
  photoIds: readonly string[],
): Omit<Removal, 'remove'> {
  const name = photos.find(({ id }) => id === photoIds[0])?.name ?? 'a photo';
  const runIds = new Set(runs.flatMap(({ id, photoId }) => (photoIds.includes(photoId) ? id : [])));
  const files = exports.filter(({ runId }) => runIds.has(runId));
  return {
    what: photoIds.length === 1 ? name : `${photoIds.length} photos`,
    along: belongings({ run: runIds.size, export: files.length }),
  };
}

/** What is on its way out: the next press means what is left. */
const leaving = new Set<string>();

/**
 * Removes the photos that are meant with their runs and exports, and goes on to the one after them. The originals on the disk are not
 * touched. Nothing happens behind a dialog.
 */
export function removeMarked(): void {
  const { snapshot } = useProject.getState();
  const photoIds = meantPhotoIds().filter((id) => !leaving.has(id));
  if (photoIds.length === 0 || !snapshot || isBehindModal()) return;
  for (const id of photoIds) leaving.add(id);
  goOn(snapshot.photos.map(({ id }) => id));
  void removeFromProject({
    ...photosToRemove(snapshot, photoIds),
    remove: () => removeThose(photoIds),
  }).then(() => {
    for (const id of photoIds) leaving.delete(id);
  });
}

/** Shows what comes after the photo on the stage where that leaves, else what comes before it. */
function goOn(ids: readonly string[]): void {
  const shown = onStage().photo?.id;
  useSelection.setState({ marked: [] });
  if (shown === undefined || !leaving.has(shown)) return;
  const at = ids.indexOf(shown);
  const next = [...ids.slice(at), ...ids.slice(0, at).toReversed()].find((id) => !leaving.has(id));
  if (next !== undefined) showPhoto(next);
}

/**
 * Removes those of the photos that are still there, as the page knows it by then. Throws `not-found` where one photo is meant that is not,
 * `busy` where the page does not know better yet, and what `call` throws.
 */
async function removeThose(photoIds: readonly string[]): Promise<{ trashId: string }> {
  try {
    return await call('removePhotos', { photoIds: [...photoIds] });
  } catch (thrown) {
    if (!(thrown instanceof DepthroomError && thrown.code === 'not-found')) throw thrown;
    const photos = useProject.getState().snapshot?.photos ?? [];
    const left = photos.flatMap(({ id }) => (photoIds.includes(id) ? id : []));
    if (photoIds.length === 1 || left.length === 0) throw thrown;
    if (left.length < photoIds.length) return call('removePhotos', { photoIds: left });
    throw new DepthroomError(
      'busy',
      'Some of these photos were removed in the meantime, and the others stayed.',
    );
  }
}
