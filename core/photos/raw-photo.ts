import type { Tags } from '../formats/tiff/read-tags.ts';
import { raw, type Signature } from './signature.ts';

/** Endings of RAW photos that are TIFF files outside. */
const ENDINGS: Record<string, string> = {
  '3fr': 'Hasselblad 3FR',
  arw: 'Sony ARW',
  cr2: 'Canon CR2',
  dcr: 'Kodak DCR',
  dng: 'DNG',
  erf: 'Epson ERF',
  fff: 'Hasselblad FFF',
  iiq: 'Phase One IIQ',
  kdc: 'Kodak KDC',
  mef: 'Mamiya MEF',
  mos: 'Leaf MOS',
  nef: 'Nikon NEF',
  nrw: 'Nikon NRW',
  pef: 'Pentax PEF',
  rwl: 'Leica RWL',
  sr2: 'Sony SR2',
  srf: 'Sony SRF',
  srw: 'Samsung SRW',
};

/** Compressions of Sony, Nikon, Samsung, Kodak and Pentax, which no TIFF reader decodes. */
const CAMERA_COMPRESSIONS = new Set([32767, 34713, 32770, 65000, 65535]);
/** PhotometricInterpretation of a mosaic (colour filter array) and of linear RAW. */
const CAMERA_INTERPRETATIONS = new Set([32803, 34892]);

/**
 * Finds out that a TIFF file is a RAW photo, of which a TIFF reader would show a thumbnail or an undeveloped mosaic; null for
 * a plain TIFF. Source: DNG 1.7 §"DNG Tags", TIFF/EP (ISO 12234-2) §5.
 */
export function readRawFamily(tags: Tags, fileName: string): (Signature & { format: 'raw' }) | null {
  const ending = ENDINGS[fileName.toLowerCase().split('.').at(-1) ?? ''];
  if (ending) return raw(ending);
  const first = (tag: number) => {
    const value = tags.get(tag);
    return Array.isArray(value) ? value[0] : undefined;
  };
  if (tags.has(0xc612)) return raw('DNG');
  const make = tags.get(0x010f);
  const family =
    typeof make === 'string' && make.trim() ? `${make.trim().split(' ', 1)[0]} camera` : 'camera';
  if (CAMERA_COMPRESSIONS.has(first(0x0103) ?? 0) || CAMERA_INTERPRETATIONS.has(first(0x0106) ?? 0))
    return raw(family);
  // The first picture is a reduced one and the full one hides in a sub-directory: how NEF, ARW and 3FR are laid out.
  const isReduced = ((first(0x00fe) ?? 0) & 1) === 1;
  return isReduced && tags.has(0x014a) && tags.has(0x010f) ? raw(family) : null;
}
