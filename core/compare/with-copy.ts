import { copyPrivately } from '../disk/private-folder.ts';
import { removeLeftFile } from '../disk/remove-left.ts';
import { requireOrdinaryFile } from '../disk/require-ordinary-file.ts';
import { systemFailure } from '../disk/system-failure.ts';
import type { Context } from '../project/context.ts';

/**
 * Copies a file that belongs to a photo into the project and works with the copy, which is gone afterwards: the file itself may change at
 * any moment. Throws `bad-input` where the file is no ordinary one, `not-found` where photo or file are not there, `no-permission`, `no-space` or `internal` where it cannot be copied, and
 * what `work` throws.
 *
 * @param what what a sentence calls it, before its name: "the ground truth"
 */
export async function withCopy<File extends { photoId: string; path: string; name: string }, Result>(
  { project }: Context,
  file: File,
  what: string,
  work: (copied: File) => Promise<Result>,
): Promise<Result> {
  const copy = project.files.temporary();
  project.photos.get(file.photoId);
  try {
    await requireOrdinaryFile(file.path, `${what} "${file.name}"`);
    await copyPrivately(file.path, copy).catch((thrown) => {
      throw systemFailure(thrown, `copy "${file.name}" into the project`);
    });
    return await work({ ...file, path: copy });
  } finally {
    await removeLeftFile(copy);
  }
}
