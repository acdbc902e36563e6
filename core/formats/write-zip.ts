import { crc32 } from 'node:zlib';
import { DepthroomError } from '../../contract/errors.ts';
import type { Sink } from '../disk/write-file.ts';

/** Year 1980, the first of January: archives of the same contents are the same bytes. */
const DATE = 0x0021;
/** 2.0: folders and deflate, which every reader has. */
const VERSION = 20;

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
    const facts = factsOf(name, size, checksum);
    const padding = alignmentField(position + 30 + name.length, alignment);
    const lengths = Buffer.alloc(2);
    lengths.writeUInt16LE(padding.length);
    const local = Buffer.concat([
      signature(0x04034b50),
      facts.subarray(0, 24),
      lengths,
      Buffer.from(name, 'latin1'),
      padding,
    ]);
    // Made by version 2.0; no comment, first disk, no attributes.
    const central = Buffer.alloc(14);
    central.writeUInt32LE(position, 10);
    directory.push(
      Buffer.concat([
        signature(0x02014b50),
        Buffer.from([VERSION, 0]),
        facts,
        central,
        Buffer.from(name, 'latin1'),
      ]),
    );
    await sink(local);
    for (const piece of pieces) await sink(piece);
    position += local.length + size;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(entries.length, 12);
  end.writeUInt32LE(position, 16);
  await sink(entries);
  await sink(end);
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

/** The fields that the local header and the directory share. */
function factsOf(name: string, size: number, checksum: number): Buffer {
  const facts = Buffer.alloc(26);
  facts.writeUInt16LE(VERSION, 0);
  // Flags and method are zero: stored.
  facts.writeUInt16LE(DATE, 8);
  facts.writeUInt32LE(checksum, 10);
  facts.writeUInt32LE(size, 14);
  facts.writeUInt32LE(size, 18);
  facts.writeUInt16LE(name.length, 22);
  return facts;
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
