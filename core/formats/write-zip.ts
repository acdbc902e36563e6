import { crc32 } from 'node:zlib';
import { DepthroomError } from '../../contract/errors.ts';
import type { Sink } from '../disk/write-file.ts';
import { centralHeader, endOf, localHeader, PLAIN_LIMIT } from './zip/zip-headers.ts';

/**
 * Writes a ZIP archive of stored files (PKWARE APPNOTE 6.3.10, §4.3): NumPy reads a stored array without unpacking it, and float
 * depth hardly deflates. Each file's bytes begin at a multiple of `alignment` (64 in USDZ).
 *
 * Throws `too-large` beyond 4 GiB, where the plain format ends.
 */
export async function writeZip(
  sink: Sink,
  files: readonly { name: string; pieces: readonly Uint8Array[] }[],
  alignment = 1,
): Promise<void> {
  const directory: Buffer[] = [];
  let position = 0;
  for (const { name, pieces } of files) {
    const size = pieces.reduce((sum, piece) => sum + piece.length, 0);
    if (position + size > 0xf0000000) {
      throw new DepthroomError(
        'too-large',
        `A ZIP archive holds 4 GiB at most, but ${name} ends at ${((position + size) / 2 ** 30).toFixed(1)} GiB: choose a smaller size.`,
      );
    }
    const checksum = pieces.reduce((sum, piece) => crc32(piece, sum), 0);
    const entry = { name: Buffer.from(name, 'latin1'), checksum, bytes: size, flags: 0 };
    const padding = alignmentField(position + 30 + name.length, alignment);
    const local = localHeader(entry, PLAIN_LIMIT, padding);
    directory.push(centralHeader(entry, position));
    await sink(local);
    for (const piece of pieces) await sink(piece);
    position += local.length + size;
  }
  const entries = Buffer.concat(directory);
  await sink(entries);
  await sink(endOf(files.length, position, entries.length));
}

/** An extra field of zeros that moves what follows to a multiple of `alignment`; one takes four bytes at least. */
function alignmentField(position: number, alignment: number): Buffer {
  const missing = (alignment - (position % alignment)) % alignment;
  if (missing === 0) return Buffer.alloc(0);
  const length = missing < 4 ? missing + alignment : missing;
  const field = Buffer.alloc(length);
  field.writeUInt16LE(0x1986, 0);
  field.writeUInt16LE(length - 4, 2);
  return field;
}
