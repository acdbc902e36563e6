import { GPS_DIRECTORY } from '../formats/tiff/read-exif-entries.ts';
import type { Tags } from '../formats/tiff/read-tags.ts';
import { xmpProperty } from '../formats/xmp.ts';

/** What EXIF says about how a photo was taken; null where it says nothing or nothing that can be true. */
export interface ExifFacts {
  camera: string | null;
  /** ISO 8601, with the offset where the camera wrote one: otherwise the camera's local time. */
  takenAt: string | null;
  focal35mm: number | null;
  focalInMillimetres: number | null;
  /** Pixels per millimetre on the sensor, along the stored (not yet oriented) axes. */
  focalPlane: { x: number; y: number } | null;
  /** Size of the picture that the camera wrote, along the stored axes. */
  pixelSize: { width: number; height: number } | null;
  /** An equirectangular panorama, which no lens sees. Left out: it is none. */
  isPanorama?: boolean;
}

function text(tags: Tags, tag: number): string | null {
  const value = tags.get(tag);
  if (typeof value !== 'string') return null;
  return (
    value
      .replace(/[\p{Cc}\ufffd]/gu, ' ')
      .replace(/ +/g, ' ')
      .trim() || null
  );
}

/** A single number within bounds: 0, NaN, infinity and the 65535 of a field that was never filled fall outside all of them. */
function number(tags: Tags, tag: number, minimum: number, maximum: number): number | null {
  const value = tags.get(tag);
  if (!Array.isArray(value) || value.length === 0) return null;
  return value[0] >= minimum && value[0] <= maximum ? value[0] : null;
}

/** Make and model, without saying the make twice ("NIKON CORPORATION" + "NIKON D750" is "NIKON D750"). */
function readCamera(tags: Tags): string | null {
  const make = text(tags, 0x010f);
  const model = text(tags, 0x0110);
  if (!make || !model) return model ?? make;
  const brand = make.split(' ', 1)[0].toLowerCase();
  return model.toLowerCase().startsWith(brand) ? model : `${make} ${model}`;
}

function readTime(tags: Tags): string | null {
  const [time, offset] = text(tags, 0x9003) ? [0x9003, 0x9011] : [0x9004, 0x9012];
  const parts = /^(\d{4})[:-](\d\d)[:-](\d\d)[ T](\d\d):(\d\d):(\d\d)/.exec(text(tags, time) ?? '');
  if (!parts) return null;
  const iso = `${parts[1]}-${parts[2]}-${parts[3]}T${parts[4]}:${parts[5]}:${parts[6]}`;
  // Round trip: the 31st of February parses, as the 3rd of March.
  const parsed = new Date(`${iso}Z`);
  if (Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 19) !== iso) return null;
  return iso + (/^[+-]\d\d:\d\d$/.exec(text(tags, offset) ?? '')?.[0] ?? '');
}

/** Millimetres in EXIF's FocalPlaneResolutionUnit; inches where it is left out or "none" (EXIF 2.32 §4.6.5). */
const MILLIMETRES_OF_UNIT: Record<number, number> = { 3: 10, 4: 1, 5: 0.001 };

function readFocalPlane(tags: Tags): ExifFacts['focalPlane'] {
  const x = number(tags, 0xa20e, 1e-3, 1e9);
  const y = number(tags, 0xa20f, 1e-3, 1e9);
  if (!x) return null;
  const millimetres = MILLIMETRES_OF_UNIT[number(tags, 0xa210, 1, 5) ?? 2] ?? 25.4;
  return { x: x / millimetres, y: (y ?? x) / millimetres };
}

/** XMP names of the tags that are read here (Exif in XMP, CIPA DC-010), as text or as numbers. */
const IN_XMP: readonly [tag: number, prefix: string, name: string, isText: boolean][] = [
  [0x010f, 'tiff', 'Make', true],
  [0x0110, 'tiff', 'Model', true],
  [0x9003, 'exif', 'DateTimeOriginal', true],
  [0x920a, 'exif', 'FocalLength', false],
  [0xa405, 'exif', 'FocalLengthIn35mmFilm', false],
  [0xa20e, 'exif', 'FocalPlaneXResolution', false],
  [0xa20f, 'exif', 'FocalPlaneYResolution', false],
  [0xa210, 'exif', 'FocalPlaneResolutionUnit', false],
  [0xa002, 'exif', 'PixelXDimension', false],
  [0xa003, 'exif', 'PixelYDimension', false],
];

/** The tags with what stands in XMP alone: programs that rewrite a photo often keep its EXIF only there. */
export function withXmpTags(tags: Tags, xmp: string | undefined): Tags {
  if (!xmp) return tags;
  const all = new Map(tags);
  for (const [tag, prefix, name, isText] of IN_XMP) {
    if (all.has(tag)) continue;
    const value = xmpProperty(xmp, prefix, name);
    if (value === null) continue;
    // A rational is written "50/1", a date in ISO 8601 with its offset.
    const [numerator, denominator = '1'] = value.split('/');
    if (isText) all.set(tag, value);
    else all.set(tag, [Number(numerator) / Number(denominator)]);
  }
  const offset = /[+-]\d\d:\d\d$/.exec(String(all.get(0x9003) ?? ''))?.[0];
  if (offset && !all.has(0x9011) && !tags.has(0x9003)) all.set(0x9011, offset);
  return all;
}

/** Whether XMP says that it is an equirectangular panorama (Google, "Photo Sphere XMP Metadata"). */
export function isPanorama(xmp: string | undefined): boolean {
  return xmp !== undefined && xmpProperty(xmp, 'GPano', 'ProjectionType') === 'equirectangular';
}

/** Whether the photo says where it was taken: by its GPS directory (EXIF 2.32 §4.6.6), or in XMP. */
export function hasPlace(tags: Tags, xmp: string | undefined): boolean {
  return tags.has(GPS_DIRECTORY) || (xmp !== undefined && xmpProperty(xmp, 'exif', 'GPSLatitude') !== null);
}

/** Picks the facts out of the tags of a photo. Source of tag numbers: EXIF 2.32 §4.6. */
export function readExif(tags: Tags): ExifFacts {
  const width = number(tags, 0xa002, 1, 1e6);
  const height = number(tags, 0xa003, 1, 1e6);
  return {
    camera: readCamera(tags),
    takenAt: readTime(tags),
    focal35mm: number(tags, 0xa405, 2, 5000),
    focalInMillimetres: number(tags, 0x920a, 0.2, 5000),
    focalPlane: readFocalPlane(tags),
    pixelSize: width && height ? { width, height } : null,
  };
}
