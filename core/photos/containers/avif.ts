import { DepthroomError } from '../../../contract/errors.ts';
import { type HeifFile, type HeifItem, readHeif } from '../../formats/heif/read-heif.ts';
import { colourOfCodes, type StatedColour } from '../colour/cicp.ts';
import { flattenPremultiplied, toSrgb } from '../colour/to-srgb.ts';
import { readGrey } from './grey.ts';
import { notesOn } from './png.ts';
import { type PhotoMetadata, type Reading, rawSamples, tiffOfSamples } from './reading.ts';

/** The colour that a picture states: of itself or, of one put together of tiles, of the first of them. */
export function colourOfItem(
  file: HeifFile,
  item: HeifItem,
): { icc: Buffer | null; stated: StatedColour | null } {
  const tiles = file.references.find(({ type, from }) => type === 'dimg' && from === item.id)?.to ?? [];
  const first = file.items.get(tiles[0] ?? -1);
  const properties = [...item.properties, ...(first?.properties ?? [])];
  const boxes = properties.filter(({ type }) => type === 'colr').map(({ body }) => body);
  const kind = (body: Buffer) => body.toString('latin1', 0, 4);
  const icc = boxes.find((body) => kind(body) === 'prof' || kind(body) === 'rICC')?.subarray(4) ?? null;
  const nclx = boxes.find((body) => kind(body) === 'nclx' && body.length >= 11);
  if (icc || !nclx) return { icc, stated: null };
  // MaxCLL, in cd/m² (ISO/IEC 23008-12, clli).
  const light = properties.find(({ type, body }) => type === 'clli' && body.length >= 4)?.body;
  const peak = light?.readUInt16BE(0) || null;
  return { icc, stated: colourOfCodes(nclx.readUInt16BE(4), nclx.readUInt16BE(6), peak) };
}

/** Whether the colours of a picture were multiplied by its transparency (ISO/IEC 23008-12, `prem`). */
export function isPremultiplied({ references }: HeifFile, item: HeifItem): boolean {
  return references.some(({ type, from }) => type === 'prem' && from === item.id);
}

/**
 * The bytes of an AVIF sequence as those of the still picture that stands before it. Throws `unsupported-format` where there is none.
 */
export function withoutSequence(bytes: Buffer, name: string): Buffer {
  if (!readHeif(bytes)?.primary) {
    throw new DepthroomError(
      'unsupported-format',
      `${name} is an AVIF sequence (an animation) without a still picture, which is not read here; save one frame of it as JPEG, PNG or AVIF.`,
    );
  }
  const still = Buffer.from(bytes);
  still.write('avif', 8, 'latin1');
  return still;
}

/** Whether there is a gain map, which makes an HDR picture of the plain one (ISO 21496-1). */
export function hasGainMap({ items }: HeifFile): boolean {
  return [...items.values()].some(({ type }) => type === 'tmap');
}

export const GAIN_MAP_NOTE =
  'The file holds a gain map for HDR screens; its standard picture was read, as the camera made it.';

/** How an AVIF wants to be read where the decoder alone would misunderstand it. */
export function readAvif(
  input: string | Buffer,
  bytes: Buffer,
  metadata: PhotoMetadata,
  orientation: number,
  maximumPixels: number,
): Reading {
  const file = readHeif(bytes);
  if (!file?.primary) return {};
  const notes = hasGainMap(file) ? [GAIN_MAP_NOTE] : [];
  const grey = readGrey(input, metadata, orientation, maximumPixels);
  if (grey) return { ...grey, notes };
  const { stated } = colourOfItem(file, file.primary);
  const isMultiplied = metadata.hasAlpha && isPremultiplied(file, file.primary);
  if (!stated && !isMultiplied) return { notes };
  return {
    notes: [...notes, ...(stated ? notesOn(stated) : [])],
    ...(stated && { colour: stated.name }),
    plain: async () => {
      const raw = await rawSamples(input, metadata, maximumPixels);
      const flat = isMultiplied ? flattenPremultiplied(raw) : raw;
      return tiffOfSamples(
        stated ? toSrgb(flat, stated) : flat,
        orientation,
        stated ? undefined : metadata.icc,
      );
    },
  };
}
