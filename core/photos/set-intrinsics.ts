import type { CallInput } from '../../contract/calls/api.ts';
import type { Photo } from '../../contract/photo.ts';
import type { Context } from '../project/context.ts';
import { intrinsicsFromLens } from './intrinsics.ts';
import { readFacts } from './read-photo.ts';

/** Notes how a photo was taken; null goes back to what its file says. */
export async function setIntrinsics(
  context: Context,
  { photoId, lens }: CallInput<'setIntrinsics'>,
): Promise<Photo> {
  const { project, changed } = context;
  const { photos, files } = project;
  const { name, width, height, files: kept } = photos.get(photoId);
  const intrinsics = lens
    ? intrinsicsFromLens(width, height, lens)
    : (await readFacts(context, files.pathOf(kept.original), name)).intrinsics;
  const edited = await project.write(() => {
    // Read again: it may have been renamed while its file was read.
    const photo: Photo = { ...photos.get(photoId), intrinsics };
    photos.update(photo);
    return photo;
  });
  changed();
  return edited;
}
