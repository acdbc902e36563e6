import type { CallInput } from '../../contract/calls/api.ts';
import type { Photo } from '../../contract/photo.ts';
import type { Context } from '../project/context.ts';

export function renamePhoto(
  { project, changed }: Context,
  { photoId, name }: CallInput<'renamePhoto'>,
): Photo {
  const renamed: Photo = { ...project.photos.get(photoId), name };
  project.photos.update(renamed);
  changed();
  return renamed;
}
