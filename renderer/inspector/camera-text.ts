import type { Intrinsics, Photo } from '../../contract/photo.ts';
import { bytesShown, fixedText } from '../language/number-text.ts';
import { text } from '../language/text.ts';

/** Where the field of view comes from; what is only assumed stands out. */
export const SOURCES: Readonly<Record<Intrinsics['source'], { colour: string; label: string }>> = {
  exif: { colour: 'teal', label: text('inspector.fromFile') },
  given: { colour: 'teal', label: text('inspector.asGiven') },
  assumed: { colour: 'yellow', label: text('inspector.assumed') },
};

/** What is known of the file of a photo, as names and values. */
export function fileFacts(photo: Photo): [string, string][] {
  const { width, height } = photo;
  const megapixels = fixedText((width * height) / 1e6, 1);
  const facts: [string, string][] = [
    [text('inspector.fileName'), photo.name],
    [text('inspector.fileSize'), text('inspector.sizeAndMegapixels', { width, height, megapixels })],
    [
      text('inspector.fileFormat'),
      text('inspector.formatBitsBytes', {
        format: photo.format.toUpperCase(),
        bits: photo.bitsPerSample,
        bytes: bytesShown(photo.bytes),
      }),
    ],
    [text('inspector.colours'), photo.colourProfile ?? text('inspector.noProfile')],
  ];
  if (photo.camera) facts.push([text('inspector.camera'), photo.camera]);
  if (photo.takenAt) facts.push([text('inspector.taken'), photo.takenAt]);
  return facts;
}
