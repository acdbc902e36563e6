import { DepthroomError } from '../../contract/errors.ts';
import type { Context } from '../project/context.ts';
import type { PhotoFacts, ReadPhotoAnswer, ReadPhotoTask } from '../worker/photo-task.ts';

/** A decoder at work cannot be interrupted: its process is ended at once. */
const NO_GRACE = 0;

/**
 * Reads a photo in the process for them, which a bad file may block or bring down without harm; preview and thumbnail are written.
 *
 * Throws `cancelled` once the signal says stop, `too-large` or `interrupted` where it takes more memory or time than any honest photo, or its
 * process ended, and what `openPhoto` and `renderPreviews` throw.
 */
export function readPhoto(
  { reader, inference }: Context,
  task: ReadPhotoTask,
  signal: AbortSignal | undefined,
): Promise<ReadPhotoAnswer> {
  const asked = { ...task, keepsPixels: reader === inference };
  return reader.ask('readPhoto', asked, { ...(signal && { signal }), graceMs: NO_GRACE });
}

/** What the file of a photo says of it, read in the same process. Throws as `readPhoto` does. */
export function readFacts({ reader }: Context, path: string, name: string): Promise<PhotoFacts> {
  return reader.ask('inspectPhoto', { path, name });
}

/** Throws `cancelled` where a person said stop. */
export function stopImport(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new DepthroomError('cancelled', 'Stopped before the photo was in the project.');
}
