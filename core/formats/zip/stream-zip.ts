import { createReadStream } from 'node:fs';
import { crc32 } from 'node:zlib';
import { DepthroomError } from '../../../contract/errors.ts';

/** A file on the disk, and what it is called in the archive. */
export interface ArchivedFile {
  path: string;
  name: string;
  bytes: number;
}

/** Year 1980, the first of January: archives of the same files are the same bytes. */
const DATE = 0x0021;
/** From here on a number stands in the fields of ZIP64 (PKWARE APPNOTE 6.3.10, §4.4.8 and §4.5.3). */
const PLAIN_LIMIT = 0xffffffff;

/** How long the archive of these files is, in bytes. */
export function zipLength(files: readonly ArchivedFile[], limit: number = PLAIN_LIMIT): number {
  let position = 0;
  let directory = 0;
  for (const { name, bytes } of files) {
    const length = Buffer.byteLength(name);
    directory += 46 + length + centralField(bytes, position, limit).length;
    position += 30 + length + localField(bytes, limit).length + bytes;
  }
  return position + directory + endOf(files.length, position, directory, limit).length;
}

/**
 * A ZIP archive of stored files (PKWARE APPNOTE 6.3.10) as it is read: each file twice, for its checksum and for itself, so that every header
 * is complete and no reader needs to look behind a file. With ZIP64 where a number takes more than 32 bits. Throws `altered` where a
 * file is not as long as it was said to be, and what the disk throws.
 *
 * @param limit from which number on fields of ZIP64 are used, for tests.
 */
export async function* streamZip(
  files: readonly ArchivedFile[],
  limit: number = PLAIN_LIMIT,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const directory: Buffer[] = [];
  let position = 0;
  for (const file of files) {
    const name = Buffer.from(file.name);
    let checksum = 0;
    for await (const piece of piecesOf(file)) checksum = crc32(piece, checksum);
    const field = localField(file.bytes, limit);
    const central = centralField(file.bytes, position, limit);
    const local = header(0x04034b50, file.bytes, { checksum, name, field, limit });
    directory.push(
      centralHeader(
        header(0x02014b50, file.bytes, { checksum, name, field: central, limit }),
        position,
        limit,
      ),
    );
    yield Uint8Array.from(local);
    for await (const piece of piecesOf(file)) yield piece;
    position += local.length + file.bytes;
  }
  const entries = Buffer.concat(directory);
  yield Uint8Array.from(entries);
  yield Uint8Array.from(endOf(files.length, position, entries.length, limit));
}

/** Every byte of a file that was said to be so long, and no other. */
async function* piecesOf({ path, name, bytes }: ArchivedFile): AsyncGenerator<Buffer<ArrayBuffer>> {
  let read = 0;
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 18 })) {
    read += (piece as Buffer).length;
    if (read > bytes) break;
    yield piece as Buffer<ArrayBuffer>;
  }
  if (read === bytes) return;
  throw new DepthroomError(
    'altered',
    `${name} changed while it was put into the archive: export it once more.`,
  );
}

/** The fields that the local header and the directory share, between their signature and what only one of them has. */
function header(
  signature: number,
  bytes: number,
  { checksum, name, field, limit }: { checksum: number; name: Buffer; field: Buffer; limit: number },
): Buffer {
  const facts = Buffer.alloc(30);
  facts.writeUInt32LE(signature, 0);
  facts.writeUInt16LE(field.length > 0 ? 45 : 20, 4);
  // Names are UTF-8; nothing is deflated.
  facts.writeUInt16LE(0x0800, 6);
  facts.writeUInt16LE(DATE, 12);
  facts.writeUInt32LE(checksum, 14);
  const size = bytes >= limit ? PLAIN_LIMIT : bytes;
  facts.writeUInt32LE(size, 18);
  facts.writeUInt32LE(size, 22);
  facts.writeUInt16LE(name.length, 26);
  facts.writeUInt16LE(field.length, 28);
  return Buffer.concat([facts, name, field]);
}

/** The same as an entry of the directory: which version made it, where the file stands. */
function centralHeader(shared: Buffer, position: number, limit: number): Buffer {
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
function endOf(count: number, position: number, length: number, limit: number): Buffer {
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
