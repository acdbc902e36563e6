import type { CallInput } from '../../contract/calls/api.ts';
import type { Photo } from '../../contract/photo.ts';
import type { Context } from '../project/context.ts';
import { inspectPhoto } from './inspect.ts';
import { intrinsicsFromLens } from './intrinsics.ts';

/** Notes how a photo was taken; null goes back to what its file says. */
export async function setIntrinsics(
  { project, changed }: Context,
  { photoId, lens }: CallInput<'setIntrinsics'>,
): Promise<Photo> {
  const { photos, files } = project;
  const photo = photos.get(photoId);
  const intrinsics = lens
    ? intrinsicsFromLens(photo.width, photo.height, lens)
    : (await inspectPhoto(files.pathOf(photo.files.original))).intrinsics;
  const edited: Photo = { ...photo, intrinsics };
  await project.write(() => photos.update(edited));
  changed();
  return edited;
}
