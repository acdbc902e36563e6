import { randomUUID } from 'node:crypto';
import { copyFile, rm, writeFile } from 'node:fs/promises';
import type { Photo } from '../../contract/photo.ts';
import { systemFailure } from '../disk/system-failure.ts';
import type { Context } from '../project/context.ts';
import { inspectPhoto } from './inspect.ts';
import { renderPreviews } from './previews.ts';

/**
 * Takes a picture into the project: the original byte for byte, a preview and a thumbnail. A picture that is there
 * already is answered as it is; one that cannot be read changes nothing.
 */
export async function importPhoto({ project, changed }: Context, path: string, name: string): Promise<Photo> {
  const facts = await inspectPhoto(path, name);
  const previews = await renderPreviews(path, name);

  const { files, photos } = project;
  const temporary = [files.temporary(), files.temporary(), files.temporary()];
  try {
    await copyFile(path, temporary[0]).catch((thrown) => {
      throw systemFailure(thrown, `copy "${name}" into the project`);
    });
    await writeFile(temporary[1], previews.preview.bytes);
    await writeFile(temporary[2], previews.thumbnail.bytes);
    const original = await files.keep(temporary[0], `image/${facts.format}`);
    const [known] = photos.where('original', original);
    if (known) return known;

    const photo: Photo = {
      id: randomUUID(),
      name,
      ...facts,
      bytes: files.find(original)?.bytes ?? 0,
      files: {
        original,
        preview: await files.keep(temporary[1], 'image/jpeg'),
        thumbnail: await files.keep(temporary[2], 'image/jpeg'),
      },
      preview: { width: previews.preview.width, height: previews.preview.height },
      addedAt: new Date().toISOString(),
    };
    await project.write(() => photos.insert(photo));
    changed();
    return photo;
  } finally {
    for (const file of temporary) await rm(file, { force: true });
  }
}
