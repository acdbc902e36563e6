import type { PhotoFacts } from '../worker/photo-task.ts';
import { readProfileName } from './colour-profile.ts';
import { readExif } from './exif.ts';
import { intrinsicsFromExif } from './intrinsics.ts';
import { openPhoto } from './open.ts';

/**
 * Reads what a photo's header says; width and height are after orientation. Only the header: that every pixel is there is
 * found out by `renderPreviews`, which decodes them all.
 *
 * @param name what sentences call the file, where its path does not say it
 * @throws DepthroomError with one sentence for each kind of file that cannot be read
 */
export async function inspectPhoto(path: string, name?: string): Promise<PhotoFacts> {
  const { format, metadata, orientation, tags, reading } = await openPhoto(path, name);
  const [width, height] =
    orientation >= 5 ? [metadata.height, metadata.width] : [metadata.width, metadata.height];
  const exif = readExif(tags);
  const notes = reading.notes ?? [];
  return {
    format,
    width,
    height,
    orientation,
    colourProfile: metadata.icc
      ? (readProfileName(metadata.icc) ?? 'unnamed profile')
      : (reading.colour ?? null),
    bitsPerSample: metadata.bitsPerSample ?? (metadata.depth === 'uchar' ? 8 : 16),
    hasAlpha: metadata.hasAlpha,
    camera: exif.camera,
    takenAt: exif.takenAt,
    intrinsics: intrinsicsFromExif(width, height, orientation, exif),
    ...(notes.length > 0 && { notes }),
  };
}
