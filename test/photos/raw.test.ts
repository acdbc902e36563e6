import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import {
  ascii,
  directoryBytes,
  longs,
  shorts,
  type TiffEntry,
} from '../../core/formats/tiff/write-directory.ts';
import { decodePixels } from '../../core/photos/decode.ts';
import { inspectPhoto } from '../../core/photos/inspect.ts';
import { renderPreviews } from '../../core/photos/previews.ts';
import { temporaryFolder } from '../open-engine.ts';

/** The left half red, the right half blue: 800 x 600 as the camera stores it. */
async function previewJpeg(width = 800, height = 600): Promise<Buffer> {
  const rgb = new Uint8Array(width * height * 3);
  for (let p = 0; p < width * height; p++) rgb[3 * p + (p % width < width / 2 ? 0 : 2)] = 220;
  return sharp(rgb, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 95 })
    .toBuffer();
}

/** A RAW photo as most makers lay it out: TIFF directories, a preview, and the size of the RAW picture in a directory of its own. */
async function rawTiff(start: string, further: TiffEntry[] = [], preview?: Buffer): Promise<Buffer> {
  const jpeg = preview ?? (await previewJpeg());
  const full = Buffer.from(
    directoryBytes([longs(0x100, [6000]), longs(0x101, [4000]), shorts(0x103, 34713)], 8),
  );
  const exifAt = 8 + full.length;
  const exif = Buffer.from(directoryBytes([shorts(0xa405, 50)], exifAt));
  const firstAt = exifAt + exif.length;
  const entries = [
    ascii(0x10f, 'Maker'),
    ascii(0x110, 'Camera 1'),
    shorts(0x112, 6),
    longs(0x8769, [exifAt]),
    ...further,
  ];
  const head = Buffer.from(`${start}\0\0\0\0`, 'latin1');
  head.writeUInt32LE(firstAt, 4);
  const first = Buffer.from(directoryBytes([...entries, longs(0x14a, [8])], firstAt));
  return Buffer.concat([head, full, exif, first, Buffer.alloc(64, 7), jpeg, Buffer.alloc(5000, 0x5a)]);
}

/** Canon CR3: boxes; what the camera wrote stands in CMT1 and CMT2. */
async function cr3(): Promise<Buffer> {
  const box = (type: string, body: Buffer) => {
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(8 + body.length);
    frame.write(type, 4, 'latin1');
    return Buffer.concat([frame, body]);
  };
  const tiff = (...entries: TiffEntry[]) =>
    Buffer.concat([Buffer.from('II*\0\x08\0\0\0', 'latin1'), directoryBytes(entries, 8)]);
  const one = tiff(ascii(0x10f, 'Canon'), ascii(0x110, 'Canon EOS R5'), shorts(0x112, 6));
  const two = tiff(shorts(0xa405, 50), longs(0xa002, [6000]), longs(0xa003, [4000]));
  return Buffer.concat([
    box('ftyp', Buffer.from('crx \0\0\0\x01crx isom', 'latin1')),
    box('moov', Buffer.concat([box('CMT1', one), box('CMT2', two)])),
    box('mdat', await previewJpeg()),
  ]);
}

/** Fujifilm RAF: the JPEG lies behind a header, with EXIF of its own. */
async function raf(): Promise<Buffer> {
  const jpeg = await sharp(await previewJpeg())
    .withExif({ IFD0: { Make: 'FUJIFILM', Model: 'X-T5' }, IFD2: { FocalLengthIn35mmFilm: '50' } })
    .jpeg()
    .toBuffer();
  const at = jpeg.indexOf(Buffer.from([0x12, 0x01, 3, 0, 1, 0, 0, 0, 1, 0]));
  jpeg[at + 8] = 6;
  return Buffer.concat([Buffer.from('FUJIFILMCCD-RAW 0201FF383501'.padEnd(148, '\0'), 'latin1'), jpeg]);
}

const OF_FULL = /\(preview 800 x 600 of 6000 x 4000\)/;

test.each([
  ['photo.nef', () => rawTiff('II*\0', [shorts(0x103, 34713)]), 'Nikon NEF', 'Maker Camera 1', OF_FULL],
  [
    'photo.dng',
    () => rawTiff('II*\0', [{ tag: 0xc612, type: 1, count: 4, bytes: Uint8Array.of(1, 4, 0, 0) }]),
    'DNG',
    'Maker Camera 1',
    OF_FULL,
  ],
  ['photo.arw', () => rawTiff('II*\0'), 'Sony ARW', 'Maker Camera 1', OF_FULL],
  ['photo.orf', () => rawTiff('IIRO'), 'Olympus ORF', 'Maker Camera 1', OF_FULL],
  ['photo.rw2', () => rawTiff('IIU\0'), 'Panasonic RW2', 'Maker Camera 1', OF_FULL],
  ['photo.cr3', cr3, 'Canon CR3', 'Canon EOS R5', OF_FULL],
  ['photo.raf', raf, 'Fujifilm RAF', 'FUJIFILM X-T5', /\(preview 800 x 600\)/],
] as const)('%s is read by its preview, upright, with its EXIF and its full size', async (name, make, family, camera, size) => {
  const path = join(await temporaryFolder(), name);
  await writeFile(path, await make());
  const facts = await inspectPhoto(path);
  expect(facts).toMatchObject({ format: 'raw', width: 600, height: 800, orientation: 6, camera });
  expect(facts.notes?.[0]).toContain(family);
  expect(facts.notes?.[0]).toMatch(size);
  // 50 mm equivalent, by the diagonal of the preview.
  expect(facts.intrinsics).toMatchObject({
    source: 'exif',
    fx: expect.closeTo((50 * 1000) / Math.hypot(36, 24), 3),
  });
  // Orientation 6: the left of the stored picture is the top.
  const { rgb, width, height } = await decodePixels(path);
  expect([width, height]).toEqual([600, 800]);
  const at = (y: number) =>
    [...rgb.subarray((y * width + 300) * 3, (y * width + 300) * 3 + 3)].map((v) => v > 110);
  expect([at(100), at(700)]).toEqual([
    [true, false, false],
    [false, false, true],
  ]);
  expect((await renderPreviews(path)).preview).toMatchObject({ width: 600, height: 800 });
});

test('one with nothing but a thumbnail, or lossless JPEG, is refused with the way out', async () => {
  const folder = await temporaryFolder();
  const lossless = await previewJpeg();
  lossless[lossless.indexOf(Buffer.from([0xff, 0xc0])) + 1] = 0xc3;
  for (const preview of [await previewJpeg(160, 120), lossless]) {
    await writeFile(join(folder, 'photo.nef'), await rawTiff('II*\0', [], preview));
    await expect(inspectPhoto(join(folder, 'photo.nef'))).rejects.toMatchObject({
      code: 'unsupported-format',
      message: expect.stringMatching(/^photo\.nef is a Nikon NEF RAW photo without a preview .+; develop it/),
    });
  }
});
