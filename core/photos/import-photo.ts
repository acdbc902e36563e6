import { randomUUID } from 'node:crypto';
import { DepthroomError } from '../../contract/errors.ts';
import type { Photo } from '../../contract/photo.ts';
import { makeFolders } from '../disk/make-folder.ts';
import { copyPrivately } from '../disk/private-folder.ts';
import { removeLeftFile, removeLeftFolder } from '../disk/remove-left.ts';
import { systemFailure } from '../disk/system-failure.ts';
import type { Context } from '../project/context.ts';
import type { EmbeddedMap } from '../worker/photo-task.ts';
import { fileRun, type MapFromFile } from './file-run.ts';
import { readPhoto, stopImport } from './read-photo.ts';
import { requirePicture } from './require-picture.ts';

/**
 * Takes a picture into the project: the original byte for byte, a preview and a thumbnail. A picture that is there
 * already is answered as it is; one that cannot be read changes nothing.
 *
 * @param signal of who asked: then nothing has changed either. Leaving the project is no reason to stop, photos are read whole.
 */
export async function importPhoto(
  context: Context,
  path: string,
  name: string,
  signal?: AbortSignal,
): Promise<Photo> {
  const { project, changed } = context;
  stopImport(signal);
  await requirePicture(path, name);
  const { files, photos } = project;
  const temporary = [files.temporary(), files.temporary(), files.temporary()];
  const folder = files.temporary();
  try {
    // Everything that is said of the photo is read from the copy: the file itself may change at any moment.
    await copyPrivately(path, temporary[0]).catch((thrown) => {
      throw systemFailure(thrown, `copy "${name}" into the project`);
    });
    stopImport(signal);
    const [copy, previewPath, thumbnailPath] = temporary;
    await makeFolders(folder).catch((thrown) => {
      throw systemFailure(thrown, 'make a folder for the photo');
    });
    const task = { path: copy, name, previewPath, thumbnailPath, temporaryFolder: folder };
    const read = await readPhoto(context, task, signal);
    const { facts } = read;
    const staged = await files.stage([
      { path: temporary[0], type: `image/${facts.format}` },
      { path: temporary[1], type: 'image/jpeg' },
      { path: temporary[2], type: 'image/jpeg' },
    ]);
    const [original, preview, thumbnail] = staged;
    stopImport(signal);
    const id = randomUUID();
    const taken = read.depth && (await fileRun(context, mapOf(id, name, read.depth)));
    const planes = taken?.staged ?? [];
    const photo = await files.write([...staged, ...planes], ({ put }) => {
      const [known] = photos.where('original', original.address);
      if (known) {
        // Its files are written again, should they have been damaged since.
        const own = Object.values(known.files);
        for (const file of staged) if (own.includes(file.address)) put(file);
        return known;
      }
      refuseUnreadable(project, name, original.address);
      const fresh: Photo = {
        id,
        name,
        ...facts,
        bytes: original.bytes,
        files: { original: put(original), preview: put(preview), thumbnail: put(thumbnail) },
        preview: read.preview,
        addedAt: new Date().toISOString(),
      };
      photos.insert(fresh);
      if (taken) {
        planes.forEach(put);
        project.runs.insert(taken.run);
      }
      return fresh;
    });
    changed();
    return photo;
  } finally {
    for (const file of temporary) await removeLeftFile(file);
    await removeLeftFolder(folder);
  }
}

/** The depth that a phone took is a run of its own, from the file. */
function mapOf(photoId: string, name: string, { result, title, format, reasons }: EmbeddedMap): MapFromFile {
  const derivation = { kind: 'file', name, format, reasons, isEmbedded: true } as const;
  return { photoId, title, result, derivation, notes: reasons };
}

/** The row of this very photo may be there and not be one that can be read: then it is not replaced. */
function refuseUnreadable({ database }: Context['project'], name: string, original: string): void {
  if (database.prepare('SELECT 1 FROM photos WHERE original = ?').get(original) === undefined) return;
  throw new DepthroomError(
    'exists',
    `"${name}" is in the project already, but its row there cannot be read; check the project ("depthroom projects check").`,
  );
}
