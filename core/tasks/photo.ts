import { writeFile } from 'node:fs/promises';
import { systemFailure } from '../disk/system-failure.ts';
import { inspectPhoto } from '../photos/inspect.ts';
import { renderPreviews } from '../photos/previews.ts';
import type { InspectPhotoTask, PhotoFacts, ReadPhotoAnswer, ReadPhotoTask } from '../worker/photo-task.ts';

/** What a photo's file says of it. Runs in a worker process. */
export function runInspectPhoto({ path, name }: InspectPhotoTask): Promise<PhotoFacts> {
  return inspectPhoto(path, name);
}

/** Reads every pixel of a photo and writes its preview and its thumbnail. Runs in a worker process. */
export async function runReadPhoto(task: ReadPhotoTask): Promise<ReadPhotoAnswer> {
  const { path, name, previewPath, thumbnailPath } = task;
  const facts = await inspectPhoto(path, name);
  const { preview, thumbnail } = await renderPreviews(path, name);
  try {
    await writeFile(previewPath, preview.bytes);
    await writeFile(thumbnailPath, thumbnail.bytes);
  } catch (thrown) {
    throw systemFailure(thrown, `copy "${name}" into the project`);
  }
  return { facts, preview: { width: preview.width, height: preview.height } };
}
