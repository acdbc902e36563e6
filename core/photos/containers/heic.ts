import { DepthroomError } from '../../../contract/errors.ts';
import { decodeHeif } from '../../formats/heif/decode-heif.ts';
import { type HeifFile, type HeifItem, readHeif } from '../../formats/heif/read-heif.ts';
import { flattenPremultiplied, type Samples, toSrgb } from '../colour/to-srgb.ts';
import { colourOfItem, GAIN_MAP_NOTE, hasGainMap, isPremultiplied } from './avif.ts';
import { notesOn } from './png.ts';
import { type PhotoMetadata, type Reading, tiffOfSamples } from './reading.ts';

/** Size of an item as it is shown: cropped and turned as its properties say (ISO/IEC 23008-12, §6.5). */
function sizeOf({ properties }: HeifItem): { width: number; height: number } | null {
  let size: { width: number; height: number } | null = null;
  for (const { type, body } of properties) {
    if (type === 'ispe' && body.length >= 12)
      size = { width: body.readUInt32BE(4), height: body.readUInt32BE(8) };
    if (!size) continue;
    if (type === 'clap' && body.length >= 16) {
      const part = (at: number) => Math.round(body.readUInt32BE(at) / Math.max(1, body.readUInt32BE(at + 4)));
      size = { width: part(0), height: part(8) };
    }
    if (type === 'irot' && body.length >= 1 && body[0] % 2 === 1)
      size = { width: size.height, height: size.width };
  }
  return size;
}

/** Bits of a sample: of the picture, or of the first of its tiles. */
function bitsOf(file: HeifFile, item: HeifItem): number {
  const tiles = file.references.find(({ type, from }) => type === 'dimg' && from === item.id)?.to ?? [];
  const all = [...item.properties, ...(file.items.get(tiles[0] ?? -1)?.properties ?? [])];
  const pixels = all.find(({ type, body }) => type === 'pixi' && body.length >= 6)?.body;
  // HEVCDecoderConfigurationRecord: bit_depth_luma_minus8 (ISO/IEC 14496-15, §8.3.3).
  const hevc = all.find(({ type, body }) => type === 'hvcC' && body.length > 17)?.body;
  return pixels?.[5] ?? (hevc ? 8 + (hevc[17] & 7) : 8);
}

/** The bytes of metadata that describe an item. */
function metadataItem(file: HeifFile, item: HeifItem, isIt: (each: HeifItem) => boolean): Buffer | undefined {
  const found = file.references.find(({ type, from, to }) => {
    const source = file.items.get(from);
    return type === 'cdsc' && to.includes(item.id) && source !== undefined && isIt(source);
  });
  const source = found && file.items.get(found.from);
  return source && file.bytesOf(source);
}

/** What describes an item in XMP; undefined where nothing does. */
export function xmpOfItem(file: HeifFile, item: HeifItem): string | undefined {
  const isXmp = ({ type, contentType }: HeifItem) => type === 'mime' && contentType === 'application/rdf+xml';
  return metadataItem(file, item, isXmp)?.toString('utf8');
}

/** How a HEIC photo is read. Throws `not-an-image` where there is no picture in it. */
export function readHeic(bytes: Buffer, name: string): Reading & { metadata: PhotoMetadata } {
  const file = readHeif(bytes);
  const primary = file?.primary;
  const size = primary && sizeOf(primary);
  if (!file || !primary || !size) throw withoutPicture(name, file);
  const { icc, stated } = colourOfItem(file, primary);
  const isDeep = bitsOf(file, primary) > 8;
  // Four bytes say how far it is to the TIFF structure (ISO/IEC 23008-12, annex A.2.1).
  const block = metadataItem(file, primary, ({ type }) => type === 'Exif');
  const exif = block && block.length > 8 ? block.subarray(4 + block.readUInt32BE(0)) : undefined;
  const xmp = xmpOfItem(file, primary);
  const isAlpha = ({ type, from, to }: HeifFile['references'][number]) =>
    type === 'auxl' && to.includes(primary.id) && /alpha|auxid:1$/.test(auxiliaryType(file, from));
  const isMultiplied = isPremultiplied(file, primary);
  const plain = async () => {
    const { bits, data, ...decoded } = await decodeHeif(bytes, name);
    const raw: Samples = { ...decoded, data: bits > 8 && bits < 16 ? stretched(data, bits) : data };
    const flat = isMultiplied && raw.channels === 4 ? flattenPremultiplied(raw) : raw;
    return tiffOfSamples(stated ? toSrgb(flat, stated) : flat, 1, icc ?? undefined);
  };
  return {
    plain,
    notes: [...(hasGainMap(file) ? [GAIN_MAP_NOTE] : []), ...(stated ? notesOn(stated) : [])],
    ...(stated && { colour: stated.name }),
    metadata: {
      ...size,
      channels: 3,
      depth: isDeep ? 'ushort' : 'uchar',
      space: isDeep ? 'rgb16' : 'srgb',
      hasAlpha: file.references.some(isAlpha),
      hasProfile: icc !== null,
      bitsPerSample: bitsOf(file, primary),
      // The file itself says how it is turned, and libheif turns it; what EXIF repeats of that is done.
      orientation: 1,
      ...(icc && { icc }),
      ...(exif && { exif }),
      ...(xmp !== undefined && { xmpAsString: xmp }),
    } as PhotoMetadata,
  };
}

/** What an auxiliary picture is, as its auxC says. */
export function auxiliaryType({ items }: HeifFile, id: number): string {
  const body = items.get(id)?.properties.find(({ type }) => type === 'auxC')?.body;
  return body ? body.toString('latin1', 4).split('\0', 1)[0] : '';
}

/** Numbers of 9 to 15 bits as numbers of 16. */
function stretched(data: Samples['data'], bits: number): Uint16Array {
  const scale = 65_535 / (2 ** bits - 1);
  return Uint16Array.from(data, (value) => Math.round(value * scale));
}

function withoutPicture(name: string, file: HeifFile | null): DepthroomError {
  const sentence = file?.hasTracks
    ? `${name} is a sequence of pictures (a burst or an animation) without a still one, which is not read here; save one of them as JPEG or HEIC.`
    : `${name} is damaged or cut off: no picture is in it; copy it again from the camera, or save it anew in a program that still opens it.`;
  return new DepthroomError(file?.hasTracks ? 'unsupported-format' : 'not-an-image', sentence);
}
