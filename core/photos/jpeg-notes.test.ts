import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { makeJpeg } from '../../test/fixtures/camera-photos.ts';
import { temporaryFolder } from '../../test/open-engine.ts';
import { inspectPhoto } from './inspect.ts';

const plain = () =>
  sharp({ create: { width: 48, height: 64, channels: 3, background: 'teal' } })
    .jpeg()
    .toBuffer();

async function inspected(bytes: Buffer) {
  const path = join(await temporaryFolder(), 'photo.jpg');
  await writeFile(path, bytes);
  return inspectPhoto(path);
}

/** As Google's "Ultra HDR Image Format" has it in the first picture. */
const GAIN_MAP_XMP = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:hdrgm="http://ns.adobe.com/hdr-gain-map/1.0/" hdrgm:Version="1.0"/></rdf:RDF></x:xmpmeta>`;

test('a gain map for HDR screens is noticed, and what was read is said', async () => {
  expect((await inspected(await plain())).notes).toBeUndefined();
  const { notes } = await inspected(
    await sharp(await plain())
      .withXmp(GAIN_MAP_XMP)
      .jpeg()
      .toBuffer(),
  );
  expect(notes).toEqual([expect.stringContaining('gain map for HDR screens; its standard picture was read')]);
});

/** A trailer as Samsung's phones write it: blocks, their directory, and its length. */
function samsungTrailer(name: string): Buffer {
  const block = Buffer.alloc(8 + name.length + 16);
  block.writeUInt16LE(0x0ab1, 2);
  block.writeUInt32LE(name.length, 4);
  block.write(name, 8, 'latin1');
  const directory = Buffer.alloc(12 + 12);
  directory.write('SEFH', 0, 'latin1');
  directory.writeUInt32LE(101, 4);
  directory.writeUInt32LE(1, 8);
  directory.writeUInt16LE(0x0ab1, 14);
  directory.writeUInt32LE(block.length, 16);
  directory.writeUInt32LE(block.length, 20);
  const end = Buffer.alloc(8);
  end.writeUInt32LE(directory.length, 0);
  end.write('SEFT', 4, 'latin1');
  return Buffer.concat([block, directory, end]);
}

test('depth that a Samsung phone put behind the picture is told of, other things there are not', async () => {
  const jpeg = await plain();
  const withDepth = await inspected(Buffer.concat([jpeg, samsungTrailer('DualShot_DepthMap_1')]));
  expect(withDepth).toMatchObject({ width: 48, height: 64, notes: [expect.stringContaining('Samsung')] });
  const without = await inspected(Buffer.concat([jpeg, samsungTrailer('Image_UTC_Data')]));
  expect(without.notes).toBeUndefined();
});

/** The blurred picture, the sharp one behind it, and the block of depth: a header of 68 bytes behind its name, then a byte a pixel. */
async function huaweiJpeg(make: string): Promise<Buffer> {
  const picture = sharp({ create: { width: 48, height: 64, channels: 3, background: 'teal' } });
  const blurred = await picture
    .withExif({ IFD0: { Make: make, Model: 'EVA-L09' } })
    .jpeg()
    .toBuffer();
  const header = Buffer.alloc(8 + 68);
  header.write('edof', 4, 'latin1');
  header.writeUInt16LE(1200, 8 + 16);
  header.writeUInt16LE(900, 8 + 18);
  return Buffer.concat([blurred, await plain(), header, Buffer.alloc(1200 * 900, 90)]);
}

test('depth that a Huawei phone put behind the picture is told of, however far from the end it begins', async () => {
  for (const make of ['HUAWEI', 'HONOR'])
    expect(await inspected(await huaweiJpeg(make))).toMatchObject({
      width: 48,
      height: 64,
      notes: [expect.stringContaining('Huawei or Honor')],
    });
  expect((await inspected(await huaweiJpeg('Canon'))).notes).toBeUndefined();
  const withoutDepth = await sharp(await plain())
    .withExif({ IFD0: { Make: 'HUAWEI' } })
    .jpeg()
    .toBuffer();
  expect((await inspected(withoutDepth)).notes).toBeUndefined();
});

test('it is known whether a photo says where it was taken', async () => {
  expect((await inspected(await makeJpeg(48, 64))).hasPlace).toBe(true);
  expect((await inspected(await plain())).hasPlace).toBeUndefined();
});
