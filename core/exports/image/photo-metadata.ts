import { open } from 'node:fs/promises';
import { iptcOf } from '../../formats/iptc.ts';
import { bytesReader } from '../../formats/read-bytes.ts';
import { type ExifEntries, readExifEntries } from '../../formats/tiff/read-exif-entries.ts';
import { withoutExifPrefix } from '../../formats/tiff/read-tags.ts';
import { uprightXmp, withoutPlaceXmp, withXmpProperties } from '../../formats/xmp.ts';
import { type OpenedPhoto, openPhoto } from '../../photos/open.ts';
import type { ExportSource } from '../export-source.ts';

const IPTC_TAG = 0x83bb;

/** What of a photo's own metadata goes along with an export: dates, camera, copyright; the place only where a person wants it to. */
export interface CarriedMetadata {
  /** Without IPTC, which stands by itself. */
  exif: ExifEntries;
  iptc: Buffer | null;
  /** Of upright pixels; null where there is none. */
  xmp: string | null;
}

/** Reads what goes along of an opened photo. Throws what reading the file throws. */
export async function carriedMetadata(
  photo: OpenedPhoto,
  { place }: { place: boolean },
): Promise<CarriedMetadata> {
  const { metadata } = photo;
  const found = await exifOf(photo);
  const inTiff = found.photo.find(({ tag }) => tag === IPTC_TAG);
  const iptc = metadata.iptc ?? (inTiff ? Buffer.from(inTiff.bytes) : null);
  const upright = metadata.xmpAsString ? uprightXmp(metadata.xmpAsString) : null;
  return {
    exif: {
      photo: found.photo.filter(({ tag }) => tag !== IPTC_TAG),
      exif: found.exif,
      gps: place ? found.gps : [],
    },
    iptc: iptc && iptcOf(iptc),
    xmp: upright !== null && !place ? withoutPlaceXmp(upright) : upright,
  };
}

const DUBLIN_CORE = { prefix: 'dc', uri: 'http://purl.org/dc/elements/1.1/' };
const MEDIA = { prefix: 'xmpMM', uri: 'http://ns.adobe.com/xap/1.0/mm/' };

/**
 * What goes along with a picture of the depth alone, so that a catalogue finds the photo that it belongs to: its EXIF, and in XMP its name and
 * the sha256 of its file. A photo that cannot be opened any more leaves only that.
 * Throws `not-found`, `no-permission`, `bad-input`, `not-an-image`, `unsupported-format`, `too-large` or `internal` where it cannot be read
 * though it was opened.
 */
export async function catalogueMetadata(
  { photo, photoPath }: ExportSource,
  options: { place: boolean },
): Promise<CarriedMetadata & { xmp: string }> {
  const opened = await openPhoto(photoPath, photo.name).catch(() => null);
  const carried = opened && (await carriedMetadata(opened, options));
  const xmp = withXmpProperties(carried?.xmp ?? null, [
    { ...DUBLIN_CORE, values: { source: photo.name } },
    { ...MEDIA, values: { OriginalDocumentID: `sha256:${photo.files.original}` } },
  ]);
  return { exif: carried?.exif ?? { photo: [], exif: [], gps: [] }, iptc: carried?.iptc ?? null, xmp };
}

/** What the camera wrote, from the EXIF block or, of a TIFF, from its own directories. */
async function exifOf({ metadata, input, format }: OpenedPhoto): Promise<ExifEntries> {
  if (metadata.exif) return readExifEntries(bytesReader(withoutExifPrefix(metadata.exif)));
  if (format !== 'tiff') return { photo: [], exif: [], gps: [] };
  if (typeof input !== 'string') return readExifEntries(bytesReader(input));
  const file = await open(input, 'r');
  try {
    return await readExifEntries(async (at, length) => {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at);
      return buffer.subarray(0, bytesRead);
    });
  } finally {
    await file.close();
  }
}
