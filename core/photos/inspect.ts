import type { PhotoFacts } from '../worker/photo-task.ts';
import { readProfileName } from './colour-profile.ts';
import { hasPlace, isPanorama, readExif, withXmpTags } from './exif.ts';
import { intrinsicsFromExif } from './intrinsics.ts';
import { type OpenedPhoto, openPhoto } from './open.ts';

const PANORAMA =
  'This is an equirectangular panorama: every direction at once, which no lens sees. Depth models were made for pictures of a lens, so the map is bent towards top and bottom, and 3D made of it does not have the shape of the place.';

/**
 * Reads what a photo's header says; width and height are after orientation. Only the header: that every pixel is there is
 * found out by `renderPreviews`, which decodes them all.
 *
 * @param name what sentences call the file, where its path does not say it
 * @throws DepthroomError with one sentence for each kind of file that cannot be read
 */
export async function inspectPhoto(path: string, name?: string): Promise<PhotoFacts> {
  return factsOf(await openPhoto(path, name));
}

/** What the header of an opened photo says. */
export function factsOf({ format, metadata, orientation, tags, reading }: OpenedPhoto): PhotoFacts {
  const [width, height] =
    orientation >= 5 ? [metadata.height, metadata.width] : [metadata.width, metadata.height];
  const { xmpAsString: xmp } = metadata;
  const isSphere = isPanorama(xmp);
  const exif = { ...readExif(withXmpTags(tags, xmp)), ...(isSphere && { isPanorama: true }) };
  const notes = [...(reading.notes ?? []), ...(isSphere ? [PANORAMA] : [])];
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
    ...(hasPlace(tags, xmp) && { hasPlace: true }),
    ...(notes.length > 0 && { notes }),
  };
}
