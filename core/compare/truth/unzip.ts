import { inflateRawSync } from 'node:zlib';
import { damaged } from './raw-truth.ts';

export interface ZipEntry {
  name: string;
  /** Unpacks it. */
  bytes(): Buffer;
}

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const MOST_BYTES = 2 ** 31;

/** The files of a zip archive by its central directory (APPNOTE 6.3, §4.3): stored and deflated, without Zip64 and encryption. */
export function unzip(zip: Buffer, name: string): ZipEntry[] {
  let end = zip.length - 22;
  while (end >= 0 && zip.readUInt32LE(end) !== END) end--;
  if (end < 0) throw damaged(name, 'it has no directory of a zip archive');
  const count = zip.readUInt16LE(end + 10);
  const entries: ZipEntry[] = [];
  for (let i = 0, at = zip.readUInt32LE(end + 16); i < count; i++) {
    if (zip.readUInt32LE(at) !== ENTRY) throw damaged(name);
    const method = zip.readUInt16LE(at + 10);
    const packed = zip.readUInt32LE(at + 20);
    const length = zip.readUInt32LE(at + 24);
    const nameLength = zip.readUInt16LE(at + 28);
    const local = zip.readUInt32LE(at + 42);
    entries.push({
      name: zip.toString('utf8', at + 46, at + 46 + nameLength),
      bytes: () => unpack(zip, { method, packed, length, local }, name),
    });
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return entries;
}

function unpack(
  zip: Buffer,
  { method, packed, length, local }: { method: number; packed: number; length: number; local: number },
  name: string,
): Buffer {
  // The local header has lengths of its own; numpy writes Zip64 fields there even for small arrays.
  const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  const body = zip.subarray(start, start + packed);
  if (length > MOST_BYTES || body.length < packed) throw damaged(name);
  if (method === 0) return body;
  if (method === 8) return inflateRawSync(body, { maxOutputLength: Math.max(1, length) });
  throw damaged(name, `its parts are packed by method ${method}, expected stored or deflated`);
}
