import type { Photo } from '../../contract/photo.ts';
import { call } from '../server/call.ts';
import { attempt } from '../state/notices.ts';
import { useProject } from '../state/project.ts';
import { askToConfirm, type Question } from '../state/question.ts';
import { meantPhotoIds, useSelection } from '../state/selection.ts';

/** What is asked before photos are removed. */
export function removalQuestion(
  photos: readonly Pick<Photo, 'id' | 'name'>[],
  photoIds: readonly string[],
): Omit<Question, 'run'> {
  const name = photos.find(({ id }) => id === photoIds[0])?.name;
  return {
    title: photoIds.length === 1 ? `Remove ${name}?` : `Remove ${photoIds.length} photos?`,
    sentence:
      'Their runs and exports leave the project with them. The files that they were added from stay where they are.',
    label: 'Remove',
  };
}

/** Asks, then removes the photos that are meant with their runs and exports. The originals on the disk are not touched. */
export function removeMarked(): void {
  const photoIds = meantPhotoIds();
  if (photoIds.length === 0) return;
  askToConfirm({
    ...removalQuestion(useProject.getState().snapshot?.photos ?? [], photoIds),
    run: () => {
      useSelection.setState({ marked: [] });
      void attempt(() => call('removePhotos', { photoIds }));
    },
  });
}
