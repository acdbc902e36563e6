import { call } from '../server/call.ts';
import { useProject } from '../state/project.ts';
import { placeHere, usePhotoList } from '../state/rows/photo-list.ts';
import { meantPhotoIds, useSelection } from '../state/selection.ts';
import { belongings, removeFromProject } from '../view/remove.ts';

/** What is said of photos that are removed: the name of one, or how many they are. */
export function namePhotos(photoIds: readonly string[]): string {
  if (photoIds.length > 1) return `${photoIds.length} photos`;
  const shown = useProject.getState().snapshot?.photos.find(({ id }) => id === photoIds[0]);
  return shown?.name ?? nameInList(photoIds[0]) ?? 'a photo';
}

function nameInList(photoId: string): string | undefined {
  const list = usePhotoList.getState();
  if (placeHere(list, photoId) === null) return undefined;
  return Object.values(list.pages)
    .flat()
    .find((item) => item?.id === photoId)?.name;
}

/** Removes the photos that are meant with their runs and exports. The originals on the disk are not touched. */
export function removeMarked(): void {
  const photoIds = meantPhotoIds();
  const { snapshot } = useProject.getState();
  if (photoIds.length === 0 || !snapshot) return;
  useSelection.setState({ marked: [] });
  void removeFromProject({
    what: namePhotos(photoIds),
    along: ({ runs, exports }) => belongings({ run: runs, export: exports }),
    remove: () => call('removePhotos', { photoIds }),
  });
}
