import { isExif, parseJpeg } from '../../formats/jpeg-segments.ts';
import { readExifTags } from '../../formats/tiff/read-tags.ts';

/** EXIF orientation of a JPEG, 1..8; 1 where it says none. Throws `bad-input` where it is no whole JPEG. */
export async function jpegOrientation(bytes: Buffer): Promise<number> {
  const segment = parseJpeg(bytes).segments.find(isExif);
  const said = segment && (await readExifTags(segment.body)).get(0x0112);
  const orientation = Array.isArray(said) ? said[0] : 1;
  return orientation >= 1 && orientation <= 8 ? orientation : 1;
}
