import type { Photo } from '../../contract/photo.ts';
import { hashFile } from '../disk/hash-file.ts';
import { removeLeftFile } from '../disk/remove-left.ts';
import { isUnaltered } from '../disk/require-unaltered.ts';
import type { Context } from '../project/context.ts';
import { sweepProject } from '../project/trash/sweep.ts';
import { listUnknownFiles, removeUnknownFile, type UnknownFile } from '../project/unknown-files.ts';
import { importPhoto } from './import-photo.ts';
import { readPhoto, stopImport } from './read-photo.ts';

/**
 * Makes photos of the files in the trash that no row speaks of, where they are pictures. Previews and thumbnails of others among them are
 * not photos of their own: they are made again and found to be the same. What is no picture stays; a file leaves the trash only once
 * the project has it. Throws `cancelled` once the signal says stop; those that are photos by then stay, the others wait in the trash.
 */
export async function takeInFiles(context: Context): Promise<{ photos: Photo[]; left: number }> {
  const { project, signal } = context;
  // Those that are still among the kept files go to the trash first.
  await sweepProject(project);
  const found = await listUnknownFiles(project.folder);
  const pictures: { file: UnknownFile; format: string; made: string[] }[] = [];
  for (const file of found) {
    stopImport(signal);
    const made = await madeOf(context, file);
    if (made) pictures.push({ file, ...made });
  }
  // One that comes out as itself is not made of another one.
  const derived = new Set(pictures.flatMap(({ file, made }) => made.filter((each) => each !== file.address)));
  const photos: Photo[] = [];
  for (const { file, format } of pictures) {
    if (derived.has(file.address)) continue;
    stopImport(signal);
    photos.push(await importPhoto(context, file.path, `recovered-${file.address.slice(0, 8)}.${format}`));
  }
  let left = 0;
  for (const file of found) {
    if (await isKept(context, file)) await removeUnknownFile(file);
    else left++;
  }
  context.changed();
  return { photos, left };
}

/** The addresses of preview and thumbnail of a picture; null for what is none, or is not what its name says. */
async function madeOf(
  context: Context,
  { path, address }: UnknownFile,
): Promise<{ format: string; made: string[] } | null> {
  const [previewPath, thumbnailPath] = [0, 1].map(() => context.project.files.temporary());
  try {
    if (!(await isUnaltered(path))) return null;
    const task = { path, name: address, previewPath, thumbnailPath, temporaryFolder: null };
    const { format } = (await readPhoto(context, task, undefined)).facts;
    return { format, made: [await hashFile(previewPath), await hashFile(thumbnailPath)] };
  } catch {
    return null;
  } finally {
    for (const made of [previewPath, thumbnailPath]) await removeLeftFile(made);
  }
}

/** Whether the project itself has this very file now. */
async function isKept({ project: { files } }: Context, { address, path }: UnknownFile): Promise<boolean> {
  if (!files.find(address)) return false;
  const [kept, here] = await Promise.all(
    [hashFile(files.pathOf(address)), hashFile(path)].map((hash) => hash.catch(() => null)),
  );
  return kept !== null && kept === here;
}
