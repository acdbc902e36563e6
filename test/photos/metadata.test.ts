import exifr from 'exifr';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { iptcOf, iptcSegment } from '../../core/formats/iptc.ts';
import { indexedPictures, withRightIndex } from '../../core/formats/jpeg-mpf.ts';
import { jpegPieces, parseJpeg, withSegments } from '../../core/formats/jpeg-segments.ts';
import { bytesReader } from '../../core/formats/read-bytes.ts';
import { exifBlock } from '../../core/formats/tiff/exif-block.ts';
import { readExifEntries } from '../../core/formats/tiff/read-exif-entries.ts';
import { withoutExifPrefix } from '../../core/formats/tiff/read-tags.ts';
import { opaque } from '../../core/formats/tiff/write-directory.ts';
import { writeTiff } from '../../core/formats/tiff/write-tiff.ts';
import { makeJpeg, ramp, withMetadata, writtenOn } from '../fixtures/camera-photos.ts';

/** Caption "Boats" (IPTC-IIM 2:120). */
const IPTC = Buffer.from([0x1c, 2, 120, 0, 5, ...Buffer.from('Boats')]);

/** A TIFF of 48 x 64 pixels with what a camera and an editor leave in it, in its own directories. */
async function photoTiff(): Promise<Buffer> {
  const jpeg = await withMetadata(
    sharp({ create: { width: 48, height: 64, channels: 3, background: '#4080c0' } }),
  )
    .jpeg()
    .toBuffer();
  const { exif } = await sharp(jpeg).metadata();
  const entries = await readExifEntries(bytesReader(withoutExifPrefix(exif ?? Buffer.alloc(0))));
  expect(exifBlock(entries)).not.toBeNull();
  const pieces: Uint8Array[] = [];
  let patch: { at: number; bytes: Uint8Array } | undefined;
  await writeTiff(
    async (piece) => void pieces.push(Uint8Array.from(piece)),
    async (at, bytes) => {
      patch = { at, bytes };
    },
    {
      width: 48,
      height: 64,
      sample: 'uint16',
      samplesPerPixel: 4,
      fillRow: (_, out) => out.fill(30_000),
      entries: [...entries.photo, opaque(33723, IPTC)],
      directories: new Map([
        [0x8769, entries.exif],
        [0x8825, entries.gps],
      ]),
    },
    () => {},
  );
  const file = Buffer.concat(pieces);
  if (patch) file.set(patch.bytes, patch.at);
  return file;
}

const facts = (file: Buffer) =>
  exifr.parse(file, { iptc: true, xmp: true, gps: true, tiff: true, exif: true });
const CAMERA = { Make: 'Depthroom', Model: 'Test camera', Artist: 'A. Photographer' };

describe('metadata that go along', () => {
  test.each(['gdepth', 'photoshop'] as const)('of a TIFF, in %s', async (format) => {
    const { file } = await writtenOn(ramp(48, 64), await photoTiff(), 'photo.tif', { format, place: true });
    expect(await facts(file)).toMatchObject({ ...CAMERA, latitude: 47.5, Caption: 'Boats' });
    const without = await writtenOn(ramp(48, 64), await photoTiff(), 'photo.tif', { format });
    const found = await facts(without.file);
    expect(found).toMatchObject(CAMERA);
    expect(found.latitude).toBeUndefined();
  });

  test.each(['png16', 'tiff16'] as const)('in a picture of the depth alone, %s', async (format) => {
    const { file } = await writtenOn(ramp(48, 64), await makeJpeg(48, 64), 'photo.jpg', { format });
    const found = await facts(file);
    expect(found).toMatchObject({ ...CAMERA, source: 'photo.jpg' });
    expect(found.OriginalDocumentID).toMatch(/^sha256:/);
    expect(found.latitude).toBeUndefined();
    expect(Object.keys(found).filter((key) => /GPS/.test(key))).toEqual([]);
    // Read by another decoder, its codes are still there.
    expect(await sharp(file).metadata()).toMatchObject({ width: 48, height: 64, depth: 'ushort' });
  });

  test('the place is taken out of a JPEG that stays as it is otherwise', async () => {
    const { file } = await writtenOn(ramp(48, 64), await makeJpeg(48, 64), 'photo.jpg', { format: 'gdepth' });
    const found = await facts(file);
    expect(found).toMatchObject(CAMERA);
    expect(found.latitude).toBeUndefined();
  });
});

test('IPTC is found in the resources of Photoshop and put there', () => {
  expect(iptcOf(iptcSegment(IPTC))?.subarray(0, IPTC.length)).toEqual(IPTC);
  expect(iptcOf(IPTC)).toEqual(IPTC);
  expect(iptcOf(Buffer.from('Photoshop 3.0\0nothing', 'latin1'))).toBeNull();
});

describe('the index of further pictures', () => {
  const second = Buffer.from('\xff\xd8 the second picture \xff\xd9', 'latin1');

  /** A JPEG with a picture behind it, and the index of both before or behind a segment of EXIF. */
  async function indexed(isFirst: boolean): Promise<Buffer> {
    const jpeg = parseJpeg(
      await sharp({ create: { width: 48, height: 64, channels: 3, background: 'red' } })
        .jpeg()
        .toBuffer(),
    );
    const body = Buffer.alloc(4 + 8 + 2 + 12 + 4 + 32);
    body.write('MPF\0II*\0', 0, 'latin1');
    body.writeUInt32LE(8, 8);
    body.writeUInt16LE(1, 12);
    body.writeUInt16LE(0xb002, 14);
    body.writeUInt16LE(7, 16);
    body.writeUInt32LE(32, 18);
    body.writeUInt32LE(26, 22);
    const exif = { marker: 0xe1, body: Buffer.from('Exif\0\0II*\0\x08\0\0\0\0\0\0\0\0\0', 'latin1') };
    const index = { marker: 0xe2, body };
    const added = isFirst ? [index, exif] : [exif, index];
    const segments = [...added, ...jpeg.segments];
    const first = Buffer.concat(jpegPieces({ segments, rest: jpeg.rest }));
    const start = first.indexOf('MPF\0', 0, 'latin1') + 4;
    first.writeUInt32LE(first.length, start + 26 + 4);
    first.writeUInt32LE(second.length, start + 26 + 16 + 4);
    first.writeUInt32LE(first.length - start, start + 26 + 16 + 8);
    return Buffer.concat([first, second]);
  }

  test.each([
    true,
    false,
  ])('stays right, whatever the order of segments (index first: %s)', async (isFirst) => {
    const before = await indexed(isFirst);
    expect(indexedPictures(before, parseJpeg(before))).toEqual([
      { offset: before.length - second.length, length: second.length },
    ]);
    const { file } = await writtenOn(ramp(48, 64), before, 'photo.jpg', { format: 'gdepth' });
    expect(file.length).toBeGreaterThan(before.length + 100);
    const [{ offset, length }] = indexedPictures(file, parseJpeg(file));
    expect(file.subarray(offset, offset + length)).toEqual(second);
    const start = file.indexOf('MPF\0', 0, 'latin1') + 4;
    expect(file.readUInt32LE(start + 26 + 4)).toBe(file.length - second.length);
  });

  test('is left as it is where it is broken', () => {
    const jpeg = {
      segments: [{ marker: 0xe2, body: Buffer.from('MPF\0II', 'latin1') }],
      rest: Buffer.alloc(2),
    };
    expect(withRightIndex(jpeg, withSegments(jpeg, [])).segments).toEqual(jpeg.segments);
  });
});
