/** Containers that are read. */
export type PhotoFormat = 'jpeg' | 'png' | 'webp' | 'avif' | 'heic' | 'jxl' | 'tiff' | 'gif' | 'raw';

/** What the first bytes of a file say it is. */
export type Signature =
  | { format: Exclude<PhotoFormat, 'raw'> }
  /** A RAW photo, which is read by the preview in it: `what` completes "this is …". */
  | { format: 'raw'; what: string }
  /** A kind that is known and not read: `what` completes "this is …", `way` is what a person can do about it. */
  | { isImage: boolean; what: string; way: string };

/** How many bytes of a file `readSignature` wants to see. */
export const SIGNATURE_BYTES = 4096;

/** What a person can do about a RAW photo that is not read. */
export const DEVELOP =
  'develop it in a RAW program (darktable, RawTherapee, Lightroom) and save a JPEG or a 16-bit TIFF';
const SAVE_AS = 'open it in an image editor and save it as JPEG, PNG or 16-bit TIFF';
const FRAME = 'save one frame of it as JPEG or PNG';

export const raw = (what: string): Signature & { format: 'raw' } => ({
  format: 'raw',
  what: `${/^[AEIO]/.test(what) ? 'an' : 'a'} ${what} RAW photo`,
});
const picture = (what: string): Signature => ({ isImage: true, what, way: SAVE_AS });
const other = (what: string, way: string): Signature => ({ isImage: false, what, way });

/** Kinds that are known by bytes at a fixed place: [offset, bytes as Latin-1, what it is]. The first that fits wins. */
const MAGIC: [number, string, Signature][] = [
  [0, '\xff\xd8\xff', { format: 'jpeg' }],
  [0, '\x89PNG\r\n\x1a\n', { format: 'png' }],
  [0, 'GIF87a', { format: 'gif' }],
  [0, 'GIF89a', { format: 'gif' }],
  [8, 'WEBP', { format: 'webp' }],
  [8, 'CR\x02\x00', raw('Canon CR2')],
  [0, 'II*\x00', { format: 'tiff' }],
  [0, 'MM\x00*', { format: 'tiff' }],
  [0, 'II+\x00', { format: 'tiff' }],
  [0, 'MM\x00+', { format: 'tiff' }],
  [0, 'FUJIFILMCCD-RAW', raw('Fujifilm RAF')],
  [0, 'IIU\x00', raw('Panasonic RW2')],
  [0, 'IIRO', raw('Olympus ORF')],
  [0, 'IIRS', raw('Olympus ORF')],
  [0, 'MMOR', raw('Olympus ORF')],
  [6, 'HEAPCCDR', raw('Canon CRW')],
  [0, 'FOVb', raw('Sigma X3F')],
  [0, '\x00MRM', raw('Minolta MRW')],
  [0, '\xff\x0a', { format: 'jxl' }],
  [0, '\x00\x00\x00\x0cJXL ', { format: 'jxl' }],
  [0, '\x00\x00\x00\x0cjP  ', picture('a JPEG 2000 image')],
  [0, '\xff\x4f\xff\x51', picture('a JPEG 2000 image')],
  [0, '\x76\x2f\x31\x01', picture('an OpenEXR image')],
  [0, '#?RADIANCE', picture('a Radiance HDR image')],
  [0, '#?RGBE', picture('a Radiance HDR image')],
  [0, '8BPS', picture('a Photoshop document')],
  [0, 'gimp xcf', picture('a GIMP document')],
  [0, 'DDS ', picture('a DDS texture')],
  [0, 'qoif', picture('a QOI image')],
  [0, '\x00\x00\x01\x00', picture('a Windows icon')],
  [0, '%PDF-', other('a PDF document', 'save the page or the photo in it as JPEG or PNG')],
  [0, '%!PS', other('a PostScript document', 'save the page as JPEG or PNG')],
  [0, 'PK\x03\x04', other('a ZIP archive or an office document', 'take the photos out of it first')],
  [0, 'Rar!\x1a\x07', other('a RAR archive', 'take the photos out of it first')],
  [0, "7z\xbc\xaf'\x1c", other('a 7z archive', 'take the photos out of it first')],
  [0, '\x1f\x8b', other('a gzip archive', 'unpack it first')],
  [0, '\x1aE\xdf\xa3', other('a video', FRAME)],
  [8, 'AVI ', other('a video', FRAME)],
  [0, '\x93NUMPY', other('a NumPy array', 'choose the photo it belongs to')],
];

/**
 * Brands of an ISO base media file (`ftyp`): the same container holds AVIF, HEIC, Canon CR3 and video.
 * Source: ISO/IEC 14496-12 §4.3, ISO/IEC 23008-12 annex B, AV1 Image File Format §6.
 */
function readBrands(head: Buffer): Signature | null {
  if (head.toString('latin1', 4, 8) !== 'ftyp') return null;
  const end = Math.min(head.readUInt32BE(0), head.length);
  const brands = new Set<string>([head.toString('latin1', 8, 12)]);
  for (let at = 16; at + 4 <= end; at += 4) brands.add(head.toString('latin1', at, at + 4));
  const has = (...names: string[]) => names.some((name) => brands.has(name));
  if (has('avif', 'avis')) return { format: 'avif' };
  if (has('crx ')) return raw('Canon CR3');
  if (has('heic', 'heix', 'hevc', 'hevx', 'heim', 'heis', 'mif1', 'msf1')) {
    return { format: 'heic' };
  }
  return other('a video', FRAME);
}

/** Kinds that are text: the first mark-up in the file tells. */
function readText(head: Buffer): Signature | null {
  const start = head
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart()
    .toLowerCase();
  if (!start.startsWith('<')) return null;
  // An SVG may draw in files and addresses from elsewhere, and has no pixels a camera saw: it is refused, not rendered.
  if (/<svg[\s>]/.test(start)) return { isImage: true, what: 'an SVG drawing', way: 'save it as PNG' };
  if (/<(!doctype html|html|head|body)[\s>]/.test(start)) {
    return other('a web page', 'open the page and save the picture itself');
  }
  return null;
}

/** Recognises a file by its first bytes, never by its name; null where nothing fits. */
export function readSignature(head: Buffer): Signature | null {
  for (const [offset, bytes, signature] of MAGIC) {
    if (head.toString('latin1', offset, offset + bytes.length) === bytes) return signature;
  }
  // "BM" alone is two letters that any text may begin with; the reserved words of a bitmap header are zero.
  if (head.length >= 14 && head.toString('latin1', 0, 2) === 'BM' && head.readUInt32LE(6) === 0) {
    return picture('a Windows bitmap');
  }
  if (/^P[1-7FfH][\s]/.test(head.toString('latin1', 0, 3))) return picture('a Netpbm or PFM image');
  return (head.length >= 12 && readBrands(head)) || readText(head);
}
