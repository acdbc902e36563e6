import { createReadStream } from 'node:fs';
import { crc32 } from 'node:zlib';
import { DepthroomError } from '../../../contract/errors.ts';
import { centralHeader, endOf, localHeader, PLAIN_LIMIT, UTF8_NAME } from './zip-headers.ts';

/** A file on the disk, and what it is called in the archive. */
export interface ArchivedFile {
  path: string;
  name: string;
  bytes: number;
}

/** How long the archive of these files is, in bytes. */
export function zipLength(files: readonly ArchivedFile[], limit: number = PLAIN_LIMIT): number {
  let position = 0;
  let directory = 0;
  for (const { name, bytes } of files) {
    const entry = { name: Buffer.from(name), checksum: 0, bytes, flags: UTF8_NAME };
    directory += centralHeader(entry, position, limit).length;
    position += localHeader(entry, limit).length + bytes;
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
    let checksum = 0;
    for await (const piece of piecesOf(file)) checksum = crc32(piece, checksum);
    const entry = { name: Buffer.from(file.name), checksum, bytes: file.bytes, flags: UTF8_NAME };
    const local = localHeader(entry, limit);
    directory.push(centralHeader(entry, position, limit));
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
