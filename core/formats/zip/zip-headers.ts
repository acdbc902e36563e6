/*
 * Headers of ZIP archives whose files are stored, not deflated (PKWARE APPNOTE 6.3.10, §4.3), with ZIP64 where a number does not fit its field.
 */

/** A file of an archive. */
export interface ZipEntry {
  name: Buffer;
  checksum: number;
  bytes: number;
  /** General purpose bits (§4.4.4): 0, or `UTF8_NAME`. */
  flags: number;
}

export const UTF8_NAME = 0x0800;

/** Year 1980, the first of January: archives of the same contents are the same bytes. */
const DATE = 0x0021;
/** 2.0: folders and deflate, which every reader has; 4.5: ZIP64. */
const [VERSION, WIDE_VERSION] = [20, 45];
/** From here on a number stands in the fields of ZIP64 (PKWARE APPNOTE 6.3.10, §4.4.8 and §4.5.3). */
export const PLAIN_LIMIT = 0xffffffff;
const NOTHING = Buffer.alloc(0);

/** What stands before a file; `further` is an extra field of its own. From `limit` on numbers stand in those of ZIP64. */
export function localHeader(entry: ZipEntry, limit: number = PLAIN_LIMIT, further: Buffer = NOTHING): Buffer {
  return header(0x04034b50, entry, localField(entry.bytes, limit), limit, further);
}

/** The same as an entry of the directory: which version made it, where the file stands. */
export function centralHeader(entry: ZipEntry, position: number, limit: number = PLAIN_LIMIT): Buffer {
  const shared = header(0x02014b50, entry, centralField(entry.bytes, position, limit), limit);
  // No comment, first disk, no attributes.
  const own = Buffer.alloc(14);
  own.writeUInt32LE(position >= limit ? PLAIN_LIMIT : position, 10);
  return Buffer.concat([
    shared.subarray(0, 4),
    shared.subarray(4, 6),
    shared.subarray(4, 30),
    own,
    shared.subarray(30),
  ]);
}

/** The fields that the local header and the directory share, between their signature and what only one of them has. */
function header(
  signature: number,
  { name, checksum, bytes, flags }: ZipEntry,
  wide: Buffer,
  limit: number,
  further: Buffer = NOTHING,
): Buffer {
  const facts = Buffer.alloc(30);
  facts.writeUInt32LE(signature, 0);
  facts.writeUInt16LE(wide.length > 0 ? WIDE_VERSION : VERSION, 4);
  facts.writeUInt16LE(flags, 6);
  facts.writeUInt16LE(DATE, 12);
  facts.writeUInt32LE(checksum, 14);
  const size = bytes >= limit ? PLAIN_LIMIT : bytes;
  facts.writeUInt32LE(size, 18);
  facts.writeUInt32LE(size, 22);
  facts.writeUInt16LE(name.length, 26);
  facts.writeUInt16LE(wide.length + further.length, 28);
  return Buffer.concat([facts, name, wide, further]);
}

/** In the local header both sizes stand there or none. */
function localField(bytes: number, limit: number): Buffer {
  return bytes >= limit ? wideField([bytes, bytes]) : Buffer.alloc(0);
}

/** In the directory only what is too large for its own place. */
function centralField(bytes: number, position: number, limit: number): Buffer {
  const wide = [...(bytes >= limit ? [bytes, bytes] : []), ...(position >= limit ? [position] : [])];
  return wide.length > 0 ? wideField(wide) : Buffer.alloc(0);
}

function wideField(values: readonly number[]): Buffer {
  const field = Buffer.alloc(4 + 8 * values.length);
  field.writeUInt16LE(0x0001, 0);
  field.writeUInt16LE(8 * values.length, 2);
  for (const [k, value] of values.entries()) field.writeBigUInt64LE(BigInt(value), 4 + 8 * k);
  return field;
}

/** The end of the directory, with that of ZIP64 before it where one of its numbers is too large. */
export function endOf(count: number, position: number, length: number, limit: number = PLAIN_LIMIT): Buffer {
  const isWide = position >= limit || length >= limit || count >= 0xffff;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(isWide ? 0xffff : count, 8);
  end.writeUInt16LE(isWide ? 0xffff : count, 10);
  end.writeUInt32LE(isWide ? PLAIN_LIMIT : length, 12);
  end.writeUInt32LE(isWide ? PLAIN_LIMIT : position, 16);
  if (!isWide) return end;
  const wide = Buffer.alloc(56 + 20);
  wide.writeUInt32LE(0x06064b50, 0);
  wide.writeBigUInt64LE(44n, 4);
  wide.writeUInt16LE(45, 12);
  wide.writeUInt16LE(45, 14);
  wide.writeBigUInt64LE(BigInt(count), 24);
  wide.writeBigUInt64LE(BigInt(count), 32);
  wide.writeBigUInt64LE(BigInt(length), 40);
  wide.writeBigUInt64LE(BigInt(position), 48);
  // Where that stands.
  wide.writeUInt32LE(0x07064b50, 56);
  wide.writeBigUInt64LE(BigInt(position + length), 64);
  wide.writeUInt32LE(1, 72);
  return Buffer.concat([wide, end]);
}
