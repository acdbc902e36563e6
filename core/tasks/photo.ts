import { writeFile } from 'node:fs/promises';
import { toFailure } from '../../contract/errors.ts';
import { systemFailure } from '../disk/system-failure.ts';
import type { EmbeddedDepth } from '../photos/embedded/embedded-depth.ts';
import { readEmbeddedDepth } from '../photos/embedded/read-embedded.ts';
import { factsOf, inspectPhoto } from '../photos/inspect.ts';
import { openPhoto } from '../photos/open.ts';
import { hasPreviewsOfPixels, previewsOf } from '../photos/previews.ts';
import type {
  EmbeddedMap,
  InspectPhotoTask,
  PhotoFacts,
  ReadPhotoAnswer,
  ReadPhotoTask,
} from '../worker/photo-task.ts';
import { decodeToKeep } from './decoded-photo.ts';

/** What a photo's file says of it. Runs in a worker process. */
export function runInspectPhoto({ path, name }: InspectPhotoTask): Promise<PhotoFacts> {
  return inspectPhoto(path, name);
}

/** Reads every pixel of a photo and writes its preview and its thumbnail. Runs in a worker process. */
export async function runReadPhoto(task: ReadPhotoTask): Promise<ReadPhotoAnswer> {
  const { path, name, previewPath, thumbnailPath } = task;
  const photo = await openPhoto(path, name);
  const facts = factsOf(photo);
  const isKept = task.keepsPixels === true && hasPreviewsOfPixels(photo);
  const { preview, thumbnail } = await previewsOf(
    photo,
    isKept ? await decodeToKeep(path, photo) : undefined,
  );
  try {
    await writeFile(previewPath, preview.bytes);
    await writeFile(thumbnailPath, thumbnail.bytes);
  } catch (thrown) {
    throw systemFailure(thrown, `copy "${name}" into the project`);
  }
  const size = { width: preview.width, height: preview.height };
  if (task.temporaryFolder === null) return { facts, preview: size, depth: null };
  try {
    const depth = await readEmbeddedDepth(photo);
    return { facts, preview: size, depth: depth && (await stored(depth, facts, task.temporaryFolder)) };
  } catch (thrown) {
    // The photo is good whatever lies beside it.
    const { code } = toFailure(thrown);
    if (code === 'no-space' || code === 'disk-error') throw thrown;
    const note = 'A depth map lies in the file, but it is broken or stored in a way that is not read here.';
    return { facts: { ...facts, notes: [...(facts.notes ?? []), note] }, preview: size, depth: null };
  }
}

async function stored(depth: EmbeddedDepth, photo: PhotoFacts, folder: string): Promise<EmbeddedMap> {
  const { title, format, reasons } = depth;
  const { storeGivenMap } = await import('./store-result.ts');
  return { result: await storeGivenMap(depth, photo, folder), title, format, reasons };
}
