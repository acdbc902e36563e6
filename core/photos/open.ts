import { type FileHandle, open, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { DepthroomError } from '../../contract/errors.ts';
import { readExifTags, readTiffTags, type Tags } from '../formats/tiff/read-tags.ts';
import type { StatedColour } from './colour/cicp.ts';
import { BACKGROUND } from './colour/to-srgb.ts';
import { readEndless } from './containers/jpeg.ts';
import { jpegNotes } from './containers/jpeg-notes.ts';
import type { PhotoMetadata, Reading } from './containers/reading.ts';
import { refuseDamage, refuseFile, refuseRaw, refuseSignature, refuseSize } from './refusal.ts';
import { checkFile } from './require-picture.ts';
import { type PhotoFormat, readSignature, SIGNATURE_BYTES } from './signature.ts';

// Without this the library keeps files open after use (on Windows they could not be removed then), and a file that was
// replaced under the same name would show its old picture.
sharp.cache(false);

/** Most pixels that are read: 268 megapixels, which is 805 MB of 8-bit RGB. */
const MAXIMUM_PIXELS = 268_402_689;

/** A photo whose header was read and found good. Its pixels are not decoded yet. */
export interface OpenedPhoto {
  /** What the decoder is given: the path, or the bytes. */
  input: string | Buffer;
  /** What sentences call it. */
  name: string;
  format: PhotoFormat;
  metadata: PhotoMetadata;
  /** EXIF orientation, 1..8. */
  orientation: number;
  tags: Tags;
  /** What the decoder would misunderstand, and how it is read instead. */
  reading: Reading;
}

/** What the decoder itself is given, and how it is asked to read it. */
export interface DecoderInput {
  input: string | Buffer;
  options: { failOn: 'error' | 'warning'; limitInputPixels: number; page?: number };
  metadata: PhotoMetadata;
}

/** What the first bytes of a file, and the words before its pixels, say. */
interface Head {
  format: PhotoFormat;
  /** Null where the decoder finds them. */
  tags: Tags | null;
  reading: Reading;
  /** What the decoder is given instead of the file. */
  input?: Buffer;
  /** Colours that a PNG states by numbers. */
  stated?: StatedColour | null;
}

async function readHead(file: FileHandle, path: string, name: string): Promise<Head> {
  const read = async (offset: number, length: number) => {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset);
    return buffer.subarray(0, bytesRead);
  };
  const head = await read(0, SIGNATURE_BYTES);
  const signature = readSignature(head);
  if (!signature || !('format' in signature)) throw refuseSignature(name, signature);
  const { format } = signature;
  // The reader of each kind of file is read with the first one.
  if (format === 'png') {
    const { readPngStated } = await import('./containers/png.ts');
    return { format, tags: null, stated: await readPngStated(read), reading: {} };
  }
  if (format === 'jpeg') {
    const reading: Reading = (await readEndless(file, path)) ?? {};
    const notes = [...(reading.notes ?? []), ...(await jpegNotes(file))];
    return { format, tags: null, reading: { ...reading, ...(notes.length > 0 && { notes }) } };
  }
  if (format === 'heic') {
    const { readHeic } = await import('./containers/heic.ts');
    return { format, tags: null, reading: readHeic(await readFile(path), name) };
  }
  if (format === 'jxl') {
    const { readJxl } = await import('./containers/jxl.ts');
    return { format, tags: null, reading: readJxl(await readFile(path), name, MAXIMUM_PIXELS) };
  }
  // The decoder takes the brand of a sequence for nothing that it knows, though there is a picture before it.
  if (format === 'avif' && head.toString('latin1', 8, 12) === 'avis') {
    const { withoutSequence } = await import('./containers/avif.ts');
    return { format, tags: null, reading: {}, input: withoutSequence(await readFile(path), name) };
  }
  if (format !== 'tiff' && format !== 'raw') return { format, tags: null, reading: {} };
  if (format === 'raw') return rawHead(path, name, signature.what);
  const tags = await readTiffTags(read);
  const { readRawFamily } = await import('./raw-photo.ts');
  const family = readRawFamily(tags, name);
  if (family) return rawHead(path, name, family.what);
  const { readTiffPhoto } = await import('./containers/tiff.ts');
  return { format, tags, reading: await readTiffPhoto(path, read, name) };
}

async function rawHead(path: string, name: string, what: string): Promise<Head> {
  const { readRawPreview } = await import('./containers/raw.ts');
  const found = await readRawPreview(await readFile(path), what);
  if (!found) throw refuseRaw(name, what);
  const { jpeg, tags, reading } = found;
  return { format: 'raw', tags, reading, input: jpeg };
}

async function readBytes(path: string, name: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (thrown) {
    throw refuseFile(name, thrown);
  }
}

async function readMetadata(input: string | Buffer, name: string, page?: number): Promise<PhotoMetadata> {
  try {
    const options = { failOn: 'error' as const, limitInputPixels: false, ...(page && { page }) };
    return await sharp(input, options).metadata();
  } catch (thrown) {
    throw refuseDamage(name, thrown);
  }
}

/**
 * Reads the header of a photo. What cannot be read is refused with one sentence that says what can be done.
 *
 * @param name what sentences call the file, where its path does not say it
 * @throws DepthroomError `not-found`, `no-permission`, `bad-input`, `not-an-image`, `unsupported-format` or `too-large`
 */
export async function openPhoto(path: string, name = basename(path)): Promise<OpenedPhoto> {
  let file: FileHandle | undefined;
  let head: Head;
  try {
    await checkFile(path, name);
    file = await open(path, 'r');
    head = await readHead(file, path, name);
  } catch (thrown) {
    throw thrown instanceof DepthroomError ? thrown : refuseFile(name, thrown);
  } finally {
    await file?.close();
  }
  // The decoder takes brackets at the end of a path for options ("photo[1]"), so such a file is handed over as bytes.
  const input = head.input ?? (path.trimEnd().endsWith(']') ? await readBytes(path, name) : path);
  const metadata = head.reading.metadata ?? (await readMetadata(input, name, head.reading.page));
  const { width, height, depth, space } = metadata;
  if (width * height > MAXIMUM_PIXELS) throw refuseSize(name, width, height, MAXIMUM_PIXELS);
  if (depth !== 'uchar' && depth !== 'ushort' && !String(space).startsWith('lab')) {
    const sentence = `${name} has ${depth} pixels in a compression of which only 8 and 16 bits are read; save it without compression, or as 16-bit TIFF or JPEG.`;
    throw new DepthroomError('unsupported-format', sentence);
  }
  const said = metadata.orientation ?? 1;
  const orientation = said >= 1 && said <= 8 ? said : 1;
  return {
    input,
    name,
    format: head.format,
    metadata,
    orientation,
    tags: head.tags ?? (metadata.exif ? await readExifTags(metadata.exif) : new Map()),
    reading: await refine(input, { ...head, metadata, orientation }),
  };
}

/** What only the whole of a header tells: colours stated by numbers, and grey profiles that the decoder leaves out. */
async function refine(
  input: string | Buffer,
  found: Head & Pick<OpenedPhoto, 'metadata' | 'orientation'>,
): Promise<Reading> {
  const { format, reading, stated, metadata, orientation } = found;
  if (reading.plain) return reading;
  if (format === 'avif') {
    const { readAvif } = await import('./containers/avif.ts');
    return readAvif(input, await fileBytes({ input }), metadata, orientation, MAXIMUM_PIXELS);
  }
  if (stated) {
    const { readStated } = await import('./containers/png.ts');
    return readStated(input, metadata, orientation, stated, MAXIMUM_PIXELS);
  }
  if (String(metadata.space) !== 'grey16' || reading.page) return reading;
  const { readGrey } = await import('./containers/grey.ts');
  return readGrey(input, metadata, orientation, MAXIMUM_PIXELS) || reading;
}

/** The bytes of what the decoder is given of an opened photo. */
export async function fileBytes({ input }: Pick<OpenedPhoto, 'input'>): Promise<Buffer> {
  return typeof input === 'string' ? readFile(input) : input;
}

/**
 * What the decoder is given for the pixels of a photo: the file itself, or one made of it in memory that the decoder understands. Throws what
 * `refuseDamage` makes of it where the pixels cannot be made.
 */
export async function decoderInput({ input, metadata, name, reading }: OpenedPhoto): Promise<DecoderInput> {
  const options = { failOn: 'error' as const, limitInputPixels: MAXIMUM_PIXELS };
  const { plain, page } = reading;
  if (!plain) return { input, metadata, options: page ? { ...options, page } : options };
  try {
    const made = await plain();
    // What was only completed is read strictly: nothing but its end may be missing.
    const isStrict = 'isStrict' in reading;
    return {
      input: made,
      metadata: await sharp(made, { limitInputPixels: false }).metadata(),
      options: isStrict ? { ...options, failOn: 'warning' } : options,
    };
  } catch (thrown) {
    if (thrown instanceof DepthroomError && thrown.code !== 'bad-input') throw thrown;
    throw refuseDamage(name, thrown);
  }
}

/**
 * The pixels of a photo as 8-bit sRGB, not yet oriented: through its profile where one is embedded, through a usual
 * printing profile for CMYK without one; the first frame or page. Transparent pixels become mid grey: white things and
 * black things both stay visible before it, and it is close to zero after the normalisation of the networks.
 */
export async function openPixels(photo: OpenedPhoto): Promise<Sharp> {
  return pixelsOf(await decoderInput(photo));
}

/** The same of what `decoderInput` made, which may have taken a whole decode. */
export function pixelsOf({ input, metadata, options }: DecoderInput): Sharp {
  const pipeline = sharp(input, { ...options, sequentialRead: true })
    .flatten({ background: { r: BACKGROUND, g: BACKGROUND, b: BACKGROUND } })
    .toColourspace('srgb');
  // 16-bit pixels with a profile are brought to Display P3 on the way; only a profile asked for brings them on to sRGB.
  return metadata.space === 'rgb16' && metadata.hasProfile ? pipeline.withIccProfile('srgb') : pipeline;
}
