import { bytesText } from '../../contract/bytes-text.ts';
import type { Intrinsics, Photo } from '../../contract/photo.ts';

/** Where the field of view comes from; what is only assumed stands out. */
export const SOURCES: Readonly<Record<Intrinsics['source'], { colour: string; label: string }>> = {
  exif: { colour: 'teal', label: 'from the file' },
  given: { colour: 'teal', label: 'as you gave it' },
  assumed: { colour: 'yellow', label: 'assumed' },
};

/** What is known of the file of a photo, as names and values. */
export function fileFacts(photo: Photo): [string, string][] {
  const { width, height } = photo;
  const megapixels = ((width * height) / 1e6).toFixed(1);
  const facts: [string, string][] = [
    ['Name', photo.name],
    ['Size', `${width} × ${height}, ${megapixels} megapixels`],
    ['Format', `${photo.format.toUpperCase()}, ${photo.bitsPerSample} bits, ${bytesText(photo.bytes)}`],
    ['Colours', photo.colourProfile ?? 'sRGB, as no profile is embedded'],
  ];
  if (photo.camera) facts.push(['Camera', photo.camera]);
  if (photo.takenAt) facts.push(['Taken', photo.takenAt]);
  return facts;
}
