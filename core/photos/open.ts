import { type FileHandle, open, readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import sharp, { type Metadata, type Sharp } from 'sharp';
import { DepthroomError } from '../../contract/errors.ts';
import { readExifTags, readTiffTags, type Tags } from '../formats/tiff/read-tags.ts';
import { readRawFamily } from './raw-photo.ts';
import { refuseDamage, refuseFile, refuseSignature, refuseSize } from './refusal.ts';
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
  metadata: Metadata;
  /** EXIF orientation, 1..8. */
  orientation: number;
  tags: Tags;
}

/** Refuses what is no ordinary file before it is opened: opening a pipe would wait for ever. */
async function checkFile(path: string, name: string) {
  const entry = await stat(path);
  if (entry.isDirectory())
    throw new DepthroomError('bad-input', `${name} is a folder; choose the photos in it.`);
  if (!entry.isFile())
    throw new DepthroomError('bad-input', `${name} is not an ordinary file; choose a photo.`);
  if (entry.size === 0) {
    throw new DepthroomError(
      'not-an-image',
      `${name} is empty (0 bytes); copy it again from where it came from.`,
    );
  }
}

/**
 * Refuses what is no file of a kind that is read, by its first bytes, before it is copied anywhere.
 *
 * Throws `not-found`, `no-permission`, `bad-input`, `not-an-image` or `unsupported-format`.
 */
export async function requirePicture(path: string, name: string): Promise<void> {
  let file: FileHandle | undefined;
  try {
    await checkFile(path, name);
    file = await open(path, 'r');
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SIGNATURE_BYTES), 0, SIGNATURE_BYTES, 0);
    const signature = readSignature(buffer.subarray(0, bytesRead));
    if (!signature || !('format' in signature)) throw refuseSignature(name, signature);
  } catch (thrown) {
    throw thrown instanceof DepthroomError ? thrown : refuseFile(name, thrown);
  } finally {
    await file?.close();
  }
}

async function readHead(file: FileHandle, name: string) {
  const read = async (offset: number, length: number) => {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset);
    return buffer.subarray(0, bytesRead);
  };
  const signature = readSignature(await read(0, SIGNATURE_BYTES));
  if (!signature || !('format' in signature)) throw refuseSignature(name, signature);
  if (signature.format !== 'tiff') return { format: signature.format, tags: null };
  const tags = await readTiffTags(read);
  const family = readRawFamily(tags, name);
  if (family) throw refuseSignature(name, family);
  return { format: signature.format, tags };
}

async function readBytes(path: string, name: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (thrown) {
    throw refuseFile(name, thrown);
  }
}

async function readMetadata(input: string | Buffer, name: string): Promise<Metadata> {
  try {
    return await sharp(input, { failOn: 'error', limitInputPixels: false }).metadata();
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
  let head: Awaited<ReturnType<typeof readHead>>;
  try {
    await checkFile(path, name);
    file = await open(path, 'r');
    head = await readHead(file, name);
  } catch (thrown) {
    throw thrown instanceof DepthroomError ? thrown : refuseFile(name, thrown);
  } finally {
    await file?.close();
  }
  // The decoder takes brackets at the end of a path for options ("photo[1]"), so such a file is handed over as bytes.
  const input = path.trimEnd().endsWith(']') ? await readBytes(path, name) : path;
  const metadata = await readMetadata(input, name);
  const { width, height, depth, space } = metadata;
  if (width * height > MAXIMUM_PIXELS) throw refuseSize(name, width, height, MAXIMUM_PIXELS);
  // 32-bit and floating-point pixels have no agreed white: they are renderings or depth maps, not photos.
  if (depth !== 'uchar' && depth !== 'ushort' && !String(space).startsWith('lab')) {
    const sentence = `${name} has ${depth} pixels, and only 8 and 16 bits are read; save it as 16-bit TIFF or as JPEG.`;
    throw new DepthroomError('unsupported-format', sentence);
  }
  const orientation = metadata.orientation ?? 1;
  return {
    input,
    name,
    format: head.format,
    metadata,
    orientation: orientation >= 1 && orientation <= 8 ? orientation : 1,
    tags: head.tags ?? (metadata.exif ? await readExifTags(metadata.exif) : new Map()),
  };
}

/**
 * The pixels of a photo as 8-bit sRGB, not yet oriented: through its profile where one is embedded, through a usual
 * printing profile for CMYK without one; the first frame or page. Transparent pixels become mid grey: white things and
 * black things both stay visible before it, and it is close to zero after the normalisation of the networks.
 */
export function openPixels({ input, metadata }: OpenedPhoto): Sharp {
  const pipeline = sharp(input, { failOn: 'error', limitInputPixels: MAXIMUM_PIXELS, sequentialRead: true })
    .flatten({ background: { r: 128, g: 128, b: 128 } })
    .toColourspace('srgb');
  // 16-bit pixels with a profile are brought to Display P3 on the way; only a profile asked for brings them on to sRGB.
  return metadata.space === 'rgb16' && metadata.hasProfile ? pipeline.withIccProfile('srgb') : pipeline;
}
