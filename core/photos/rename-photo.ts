import type { CallInput } from '../../contract/calls/api.ts';
import type { Photo } from '../../contract/photo.ts';
import type { Context } from '../project/context.ts';

export async function renamePhoto(
  { project, changed }: Context,
  { photoId, name }: CallInput<'renamePhoto'>,
): Promise<Photo> {
  const renamed = await project.write(() => {
    const photo: Photo = { ...project.photos.get(photoId), name };
    project.photos.update(photo);
    return photo;
  });
  changed();
  return renamed;
}
