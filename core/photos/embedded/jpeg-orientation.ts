import { isExif, parseJpeg } from '../../formats/jpeg-segments.ts';
import { readExifTags, readOrientation } from '../../formats/tiff/read-tags.ts';

/** EXIF orientation of a JPEG, 1..8; 1 where it says none. Throws `bad-input` where it is no whole JPEG. */
export async function jpegOrientation(bytes: Buffer): Promise<number> {
  const segment = parseJpeg(bytes).segments.find(isExif);
  return segment ? readOrientation(await readExifTags(segment.body)) : 1;
}
