import { ALL_PHOTOS } from '../../contract/calls/all-photos.ts';
import { DepthroomError } from '../../contract/errors.ts';
import type { Removed } from '../../contract/trash.ts';
import { text } from '../language/text.ts';
import { call } from '../server/call.ts';
import { isBehindModal } from '../state/dialogs.ts';
import { useProject } from '../state/project.ts';
import { idsHere, nameHere } from '../state/rows/photo-list.ts';
import { meantPhotoIds, showPhoto, useSelection } from '../state/selection.ts';
import { currentPhotoId } from '../view/mark-photos.ts';
import { belongings, removeFromProject } from '../view/remove.ts';

/** What is said of photos that are removed: the name of one, or how many they are. */
export function namePhotos(photoIds: readonly string[]): string {
  if (photoIds.length > 1) return text('library.severalPhotos', { count: photoIds.length });
  const shown = useProject.getState().snapshot?.photos.find(({ id }) => id === photoIds[0]);
  return shown?.name ?? nameHere(photoIds[0]) ?? text('library.aPhoto');
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
  const what = namePhotos(photoIds);
  goOn(idsHere());
  void removeFromProject({
    what,
    along: ({ runs, exports }) => belongings({ run: runs, export: exports }),
    remove: () => removeThose(photoIds),
  }).then(() => {
    for (const id of photoIds) leaving.delete(id);
  });
}

/** Shows what comes after the photo on the stage where that leaves, else what comes before it. */
function goOn(ids: readonly string[]): void {
  const shown = currentPhotoId();
  useSelection.setState({ marked: [] });
  if (shown === null || !leaving.has(shown)) return;
  const at = Math.max(0, ids.indexOf(shown));
  const next = [...ids.slice(at), ...ids.slice(0, at).toReversed()].find((id) => !leaving.has(id));
  if (next !== undefined) showPhoto(next);
}

/**
 * Removes those of the photos that are still there. Throws `not-found` where none of them is, `busy` where one has gone that came back
 * meanwhile, and what `call` throws.
 */
async function removeThose(photoIds: readonly string[]): Promise<Removed> {
  try {
    return await call('removePhotos', { photoIds: [...photoIds] });
  } catch (thrown) {
    if (!(thrown instanceof DepthroomError && thrown.code === 'not-found')) throw thrown;
    if (photoIds.length === 1) throw thrown;
    const filter = { ...ALL_PHOTOS, ids: [...photoIds] };
    const { ids: left } = await call('listPhotoIds', { filter, from: 0, count: photoIds.length });
    if (left.length === 0) throw thrown;
    if (left.length < photoIds.length) return call('removePhotos', { photoIds: left });
    throw new DepthroomError('busy', text('library.someGone'));
  }
}
