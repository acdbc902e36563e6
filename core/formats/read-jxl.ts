import { brotliDecompressSync } from 'node:zlib';

/** What the head of a JPEG XL file says (ISO/IEC 18181-1, §B and §D; container: 18181-2). */
export interface JxlHead {
  /** As shown: turned as the file says, which its decoders do by themselves. */
  width: number;
  height: number;
  bits: number;
  exif: Buffer | null;
  xmp: string | null;
}

const MOST_METADATA = 1 << 24;
/** Width by height, by the number of a ratio. */
const RATIOS = [0, 1, 1.2, 4 / 3, 1.5, 16 / 9, 1.25, 2];

/** Bits from the least significant on. Beyond the end everything is zero. */
function bitsOf(bytes: Buffer): (count: number) => number {
  let at = 0;
  return (count) => {
    let value = 0;
    for (let k = 0; k < count; k++, at++) value += (((bytes[at >> 3] ?? 0) >> (at & 7)) & 1) * 2 ** k;
    return value;
  };
}

/** The head of a file; null where it is no JPEG XL. */
export function readJxlHead(bytes: Buffer): JxlHead | null {
  const isBare = bytes.length > 2 && bytes.readUInt16BE(0) === 0xff0a;
  const { stream, exif, xmp } = isBare ? { stream: bytes, exif: null, xmp: null } : readContainer(bytes);
  if (!stream || stream.length < 4 || stream.readUInt16BE(0) !== 0xff0a) return null;
  const take = bitsOf(stream.subarray(2, 66));
  const size = readSize(take);
  let [bits, orientation] = [8, 1];
  const isDefault = take(1) === 1;
  if (!isDefault) {
    const hasMore = take(1) === 1;
    if (hasMore) {
      orientation = take(3) + 1;
      // Further sizes, a preview or an animation stand before the bits: then as many as there can be.
      const isPlain = take(1) + take(1) + take(1) === 0;
      bits = isPlain ? readBits(take) : 16;
    } else bits = readBits(take);
  }
  const { width, height } = size;
  return {
    width: orientation >= 5 ? height : width,
    height: orientation >= 5 ? width : height,
    bits,
    exif,
    xmp,
  };
}

function readSize(take: (count: number) => number): { width: number; height: number } {
  const isSmall = take(1) === 1;
  const side = () => (isSmall ? (take(5) + 1) * 8 : take([9, 13, 18, 30][take(2)]) + 1);
  const height = side();
  const ratio = RATIOS[take(3)];
  return { height, width: ratio === 0 ? side() : Math.floor(height * ratio) };
}

function readBits(take: (count: number) => number): number {
  const isFloat = take(1) === 1;
  const selector = take(2);
  const known = (isFloat ? [32, 16, 24] : [8, 10, 12])[selector];
  return known ?? take(6) + 1;
}

/** The codestream, EXIF and XMP of the boxes, packed with Brotli or not. */
function readContainer(bytes: Buffer): { stream: Buffer | null; exif: Buffer | null; xmp: string | null } {
  let stream: Buffer | null = null;
  let exif: Buffer | null = null;
  let xmp: string | null = null;
  for (let at = 0; at + 8 <= bytes.length; ) {
    const said = bytes.readUInt32BE(at);
    const isLong = said === 1 && at + 16 <= bytes.length;
    const size = said === 0 ? bytes.length - at : isLong ? Number(bytes.readBigUInt64BE(at + 8)) : said;
    const head = isLong ? 16 : 8;
    if (size < head) break;
    let type = bytes.toString('latin1', at + 4, at + 8);
    let body = bytes.subarray(at + head, at + size);
    if (type === 'brob') {
      type = body.toString('latin1', 0, 4);
      body = unpacked(body.subarray(4));
    }
    if (type === 'jxlc') stream ??= body;
    // The first of several parts begins with its number.
    if (type === 'jxlp') stream ??= body.subarray(4);
    if (type === 'Exif' && body.length > 8) exif = body.subarray(4 + body.readUInt32BE(0));
    if (type === 'xml ') xmp = body.toString('utf8');
    at += size;
  }
  return { stream, exif, xmp };
}

function unpacked(packed: Buffer): Buffer {
  try {
    return brotliDecompressSync(packed, { maxOutputLength: MOST_METADATA });
  } catch {
    // Broken metadata are no reason to refuse a picture.
    return Buffer.alloc(0);
  }
}
