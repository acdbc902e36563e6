import type { Snapshot } from '../../contract/calls/snapshot.ts';
import { call } from '../server/call.ts';
import { useProject } from '../state/project.ts';
import { meantPhotoIds, useSelection } from '../state/selection.ts';
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

/** Removes the photos that are meant with their runs and exports. The originals on the disk are not touched. */
export function removeMarked(): void {
  const photoIds = meantPhotoIds();
  const { snapshot } = useProject.getState();
  if (photoIds.length === 0 || !snapshot) return;
  useSelection.setState({ marked: [] });
  void removeFromProject({
    ...photosToRemove(snapshot, photoIds),
    remove: () => call('removePhotos', { photoIds }),
  });
}
