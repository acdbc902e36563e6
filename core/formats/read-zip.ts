import { constants, crc32, inflateRawSync } from 'node:zlib';
import { checkGrowth, damaged } from './limits.ts';

export interface ZipEntry {
  name: string;
  /** Bytes it has when it is unpacked, as the archive says. */
  size: number;
  /** Unpacks its first thousand bytes or more, or all if there are fewer. Throws `bad-input` where `bytes` does. */
  head(): Buffer;
  /**
   * Unpacks it.
   *
   * Throws `bad-input` where it is damaged, encrypted, packed by another method, or would grow out of proportion.
   */
  bytes(): Buffer;
}

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_LENGTH = 22;
const LONGEST_COMMENT = 0xffff;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 1;
/** Packed bytes that a head is made from: the tables of Huffman codes alone may take three hundred. */
const HEAD_BYTES = 1 << 10;

/**
 * The files of a zip archive by its central directory (PKWARE APPNOTE 6.3.10, §4.3): stored and deflated. All that are unpacked
 * together may grow to no more than one file may (limits.ts); no entry gives more bytes than the directory says.
 *
 * Throws `bad-input` where the archive is cut off or has no directory; Zip64, which archives over 4 GiB need, is not read.
 */
export function readZip(zip: Buffer, name: string): ZipEntry[] {
  let end = zip.length - END_LENGTH;
  const first = Math.max(0, end - LONGEST_COMMENT);
  while (end >= first && zip.readUInt32LE(end) !== END) end--;
  if (end < first) throw damaged(name, 'it has no directory of a zip archive');
  const entriesThere = zip.readUInt16LE(end + 10);
  const entries: ZipEntry[] = [];
  let unpacked = 0;
  const count = (bytes: number) => {
    unpacked += bytes;
    checkGrowth(unpacked, zip.length, name);
  };
  for (let i = 0, at = zip.readUInt32LE(end + 16); i < entriesThere; i++) {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== ENTRY) throw damaged(name);
    const nameLength = zip.readUInt16LE(at + 28);
    const facts: EntryFacts = {
      flags: zip.readUInt16LE(at + 8),
      method: zip.readUInt16LE(at + 10),
      checksum: zip.readUInt32LE(at + 16),
      packed: zip.readUInt32LE(at + 20),
      size: zip.readUInt32LE(at + 24),
      local: zip.readUInt32LE(at + 42),
    };
    const entryName = zip.toString('utf8', at + 46, at + 46 + nameLength);
    entries.push({
      name: entryName,
      size: facts.size,
      head() {
        const head = unpackHead(zip, facts, `${name}/${entryName}`);
        count(head.length);
        return head;
      },
      bytes() {
        count(facts.size);
        return unpack(zip, facts, `${name}/${entryName}`);
      },
    });
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return entries;
}

interface EntryFacts {
  flags: number;
  method: number;
  checksum: number;
  packed: number;
  size: number;
  local: number;
}

/** The packed bytes of an entry. */
function bodyOf(zip: Buffer, { flags, method, packed, local }: EntryFacts, name: string): Buffer {
  if (flags & ENCRYPTED) throw damaged(name, 'it is encrypted; save it without a password');
  if (method !== STORED && method !== DEFLATED)
    throw damaged(name, `it is packed by method ${method}, expected stored or deflated`);
  if (local + 30 > zip.length || zip.readUInt32LE(local) !== LOCAL) throw damaged(name);
  // The local header has lengths of its own; NumPy writes Zip64 fields there even for small arrays.
  const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  const body = zip.subarray(start, start + packed);
  if (body.length < packed) throw damaged(name);
  return body;
}

function unpackHead(zip: Buffer, facts: EntryFacts, name: string): Buffer {
  const body = bodyOf(zip, facts, name).subarray(0, HEAD_BYTES);
  if (facts.method === STORED) return body;
  try {
    return inflateRawSync(body, { finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    throw damaged(name);
  }
}

function unpack(zip: Buffer, facts: EntryFacts, name: string): Buffer {
  const { method, size, checksum } = facts;
  const body = bodyOf(zip, facts, name);
  checkGrowth(size, body.length, name);
  const bytes = method === STORED ? body : inflateExactly(body, size, name);
  if (bytes.length !== size || crc32(bytes) !== checksum) throw damaged(name);
  return bytes;
}

/** Stops as soon as there is one byte too many. */
function inflateExactly(body: Buffer, size: number, name: string): Buffer {
  try {
    return inflateRawSync(body, { maxOutputLength: Math.max(1, size) });
  } catch {
    throw damaged(name);
  }
}
