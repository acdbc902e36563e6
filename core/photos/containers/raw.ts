import { isExif, jpegPieces, parseJpeg, withSegments } from '../../formats/jpeg-segments.ts';
import { bytesReader } from '../../formats/read-bytes.ts';
import { exifBlock } from '../../formats/tiff/exif-block.ts';
import { openTiffStructure, readDirectory } from '../../formats/tiff/read-directory.ts';
import { readExifTags, readOrientation, readTiffTags, type Tags } from '../../formats/tiff/read-tags.ts';
import type { Reading } from './reading.ts';

/** A JPEG that lies somewhere in a file. */
interface Preview {
  offset: number;
  width: number;
  height: number;
}

const START = Buffer.from([0xff, 0xd8, 0xff]);
/** Frames that ordinary decoders read; the pixels of a RAW photo are often JPEG as well, of the lossless kind (ITU-T T.81, table B.1). */
const FRAMES = [0xc0, 0xc1, 0xc2];
/** Below it there is only a thumbnail. */
const LEAST_EDGE = 640;

/** The size that a JPEG at a place says it has; null where there is none that decodes to three colours of 8 bits. */
function sizeAt(bytes: Buffer, offset: number): { width: number; height: number } | null {
  for (let at = offset + 2; at + 9 < bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1];
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      const isRead = FRAMES.includes(marker) && bytes[at + 4] === 8 && bytes[at + 9] === 3;
      return isRead ? { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) } : null;
    }
    if (marker === 0xda || marker === 0xd9 || marker === 0xd8 || marker === 0) return null;
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return null;
}

/** The largest JPEG in a RAW photo, wherever its maker puts it. */
function largestPreview(bytes: Buffer): Preview | null {
  let best: Preview | null = null;
  for (let at = bytes.indexOf(START); at >= 0; at = bytes.indexOf(START, at + 3)) {
    const size = sizeAt(bytes, at);
    if (size && size.width * size.height > (best ? best.width * best.height : 0))
      best = { offset: at, ...size };
  }
  return best;
}

/** The file as a TIFF structure: Panasonic and Olympus put another number where TIFF has its 42. */
function asTiff(bytes: Buffer): Buffer {
  const order = bytes.toString('latin1', 0, 2);
  if (order !== 'II' && order !== 'MM') return bytes;
  const copy = Buffer.from(bytes.subarray(0, Math.min(bytes.length, 1 << 24)));
  if (order === 'II') copy.writeUInt16LE(42, 2);
  else copy.writeUInt16BE(42, 2);
  return copy;
}

/** What the camera wrote: in TIFF directories; of CR3 in boxes of their own (CMT1 and CMT2); of RAF in its preview. */
async function tagsOf(bytes: Buffer, preview: Preview): Promise<Tags> {
  if (/^(II|MM)/.test(bytes.toString('latin1', 0, 2))) return readTiffTags(bytesReader(asTiff(bytes)));
  const boxes = ['CMT1', 'CMT2'].map((name) => bytes.indexOf(name, 0, 'latin1')).filter((at) => at > 0);
  if (boxes.length > 0) {
    const all = await Promise.all(boxes.map((at) => readExifTags(bytes.subarray(at + 4))));
    return new Map(all.flatMap((tags) => [...tags]));
  }
  const segment = parseJpeg(bytes.subarray(preview.offset)).segments.find(isExif);
  return segment ? readExifTags(segment.body) : new Map();
}

/** The size of the RAW picture itself, where it can be found; else what EXIF says, else null. */
async function fullSize(bytes: Buffer, tags: Tags): Promise<{ width: number; height: number } | null> {
  const found: { width: number; height: number }[] = [];
  const number = (tag: number) => {
    const value = tags.get(tag);
    return Array.isArray(value) ? (value[0] ?? 0) : 0;
  };
  found.push(
    { width: number(0xa002), height: number(0xa003) },
    { width: number(0x0100), height: number(0x0101) },
  );
  // Panasonic: borders of the sensor.
  if (bytes.toString('latin1', 0, 4) === 'IIU\0')
    found.push({ width: number(7) - number(5), height: number(6) - number(4) });
  const tiff = await openTiffStructure(bytesReader(asTiff(bytes)));
  const further = tags.get(0x014a);
  if (tiff && Array.isArray(further))
    for (const offset of further) {
      const wanted = (tag: number, _: number, count: number) =>
        tag === 0x100 || tag === 0x101 ? count : null;
      const entries = await readDirectory(tiff, offset, wanted);
      const side = (tag: number) => {
        const bytesOf = entries.find((entry) => entry.tag === tag)?.bytes ?? new Uint8Array(2);
        return Buffer.from(bytesOf).readUIntLE(0, bytesOf.length >= 4 ? 4 : 2);
      };
      found.push({ width: side(0x100), height: side(0x101) });
    }
  const largest = found.reduce((a, b) => (b.width * b.height > a.width * a.height ? b : a));
  return largest.width * largest.height > 0 ? largest : null;
}

/** A RAW photo by the preview in it, with what the camera wrote; null where there is none that is large enough. */
export async function readRawPreview(
  bytes: Buffer,
  family: string,
): Promise<{ reading: Reading; jpeg: Buffer; tags: Tags } | null> {
  const preview = largestPreview(bytes);
  if (!preview || Math.max(preview.width, preview.height) < LEAST_EDGE) return null;
  const { width, height } = preview;
  const tags = new Map(await tagsOf(bytes, preview));
  const full = await fullSize(bytes, tags);
  const isReduced = full !== null && full.width * full.height > 1.05 * width * height;
  // What the focal plane is counted in: pixels of the RAW picture.
  if (full && !tags.has(0xa002)) tags.set(0xa002, [full.width]).set(0xa003, [full.height]);
  const orientation = readOrientation(tags);
  const size = isReduced
    ? `preview ${width} x ${height} of ${full.width} x ${full.height}`
    : `preview ${width} x ${height}`;
  const note = `This is ${family}, read by the picture that the camera put into it (${size}); for all of its pixels and its light, develop it in a RAW program and import the result.`;
  return { reading: { notes: [note] }, jpeg: oriented(bytes.subarray(preview.offset), orientation), tags };
}

/** The preview with the orientation of the RAW photo, whatever it says itself. */
function oriented(jpeg: Buffer, orientation: number): Buffer {
  const { segments, rest } = parseJpeg(jpeg);
  const block = exifBlock({ photo: [], exif: [], gps: [], orientation });
  const without = { segments: segments.filter((segment) => !isExif(segment)), rest };
  const exif = {
    marker: 0xe1,
    body: Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), block ?? Buffer.alloc(0)]),
  };
  return Buffer.concat(jpegPieces(block ? withSegments(without, [exif]) : without));
}
