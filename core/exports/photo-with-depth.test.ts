import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import exifr from 'exifr';
import { decode } from 'fast-png';
import { fromArrayBuffer } from 'geotiff';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, test } from 'vitest';
import { type DepthImageOptions, depthImageOptionsSchema } from '../../contract/depth-image.ts';
import type { DepthMap } from '../../contract/depth-map.ts';
import { embedProfile, makeAdobeProfile } from '../../test/fixtures/colour-profiles.ts';
import { exportSource, twoPatches } from '../../test/fixtures/export-source.ts';
import { writeDepthImage } from './depth-image.ts';

const LEFT = [200, 30, 90];
const RIGHT = [10, 60, 250];
const PROFILE = makeAdobeProfile();
const XMP =
  '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' +
  '<rdf:Description rdf:about="uuid:1234" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:tiff="http://ns.adobe.com/tiff/1.0/" ' +
  'xmlns:GDepth="http://ns.google.com/photos/1.0/depthmap/" xmp:Rating="4" tiff:Orientation="6" GDepth:Near="77" ' +
  'GDepth:Confidence="AAAA"/></rdf:RDF></x:xmpmeta>';

/** What a camera and an editor leave in a photo; it was held upright with the sensor on its side. */
function withMetadata(picture: Sharp) {
  return picture
    .withExif({
      IFD0: { Make: 'Depthroom', Model: 'Test camera', Artist: 'A. Photographer' },
      IFD2: { FocalLengthIn35mmFilm: '35', DateTimeOriginal: '2026:02:03 04:05:06' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '47/1 30/1 0/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '8/1 15/1 0/1',
      },
    })
    .withXmp(XMP);
}

/** Stored pixels: `width` x `height`, left and right half of one colour each. */
function stored(width: number, height: number) {
  const { rgb } = twoPatches(width, height, LEFT, RIGHT);
  return sharp(rgb, { raw: { width, height, channels: 3 } });
}

/** The orientation of the EXIF block, which sharp always writes as 1, changed to 6. */
function turned(file: Buffer): Buffer {
  const copy = Buffer.from(file);
  const at = copy.indexOf(Buffer.from([0x12, 0x01, 3, 0, 1, 0, 0, 0, 1, 0]));
  expect(at).toBeGreaterThan(0);
  copy[at + 8] = 6;
  return copy;
}

/** A JPEG of `width` x `height` upright pixels, lying on its side, with EXIF, XMP and a profile. */
async function makeJpeg(width: number, height: number): Promise<Buffer> {
  const picture = withMetadata(stored(height, width)).jpeg({ quality: 100, chromaSubsampling: '4:4:4' });
  return embedProfile(turned(await picture.toBuffer()), PROFILE);
}

async function written(depth: DepthMap, photo: Buffer, name: string, options: Partial<DepthImageOptions>) {
  const { width, height } = depth;
  const { source, folder } = await exportSource({
    depth,
    photo: twoPatches(width, height, LEFT, RIGHT),
    name,
  });
  const photoPath = join(folder, name);
  await writeFile(photoPath, photo);
  const path = join(folder, 'out');
  await writeDepthImage({ ...source, photoPath }, depthImageOptionsSchema.parse(options), path, {
    overwrite: false,
  });
  return { file: await readFile(path), sidecar: JSON.parse(await readFile(`${path}.json`, 'utf8')), path };
}

function ramp(width: number, height: number): DepthMap {
  const values = Float32Array.from(
    { length: width * height },
    (_, p) => 1 + (p % width) + 0.25 * Math.floor(p / width),
  );
  return { kind: 'metric', width, height, values };
}

/** The segments of a JPEG before its first table or frame, and the rest. */
function split(file: Buffer) {
  const segments: Buffer[] = [];
  let at = 2;
  while (file[at + 1] >= 0xe0 && file[at + 1] <= 0xef) {
    const end = at + 2 + file.readUInt16BE(at + 2);
    segments.push(file.subarray(at, end));
    at = end;
  }
  return { segments, rest: file.subarray(at) };
}

/** XMP of a JPEG as part 3 of the specification describes it: the standard packet, and the extension from its portions. */
function readXmp(file: Buffer) {
  const { segments } = split(file);
  const starting = (signature: string) =>
    segments.filter((segment) => segment.toString('latin1', 4, 4 + signature.length) === signature);
  const [standard, ...others] = starting('http://ns.adobe.com/xap/1.0/\0');
  expect(others).toEqual([]);
  const packet = standard.toString('utf8', 4 + 29);
  const guid = /xmpNote:HasExtendedXMP="([0-9A-F]{32})"/.exec(packet)?.[1];
  const portions = starting('http://ns.adobe.com/xmp/extension/\0').map((segment) =>
    segment.subarray(4 + 35),
  );
  let extension = '';
  if (guid) {
    const whole = Buffer.alloc(portions[0].readUInt32BE(32));
    for (const portion of portions) {
      expect(portion.toString('latin1', 0, 32)).toBe(guid);
      expect(portion.readUInt32BE(32)).toBe(whole.length);
      expect(portion.length - 40).toBeLessThanOrEqual(65_458);
      portion.copy(whole, portion.readUInt32BE(36), 40);
    }
    expect(createHash('md5').update(whole).digest('hex').toUpperCase()).toBe(guid);
    extension = whole.toString('utf8');
  }
  const property = (name: string) => {
    const found = [...`${packet}${extension}`.matchAll(new RegExp(`\\s${name}="([^"]*)"`, 'g'))];
    expect(found.length, name).toBeLessThanOrEqual(1);
    return found[0]?.[1];
  };
  return { packet, extension, portions: portions.length, property };
}

const pixelsOf = async (file: Buffer) => (await sharp(file, { ignoreIcc: true }).raw().toBuffer()) as Buffer;

describe('GDepth JPEG', () => {
  test('leaves the JPEG as it is, but for its XMP', async () => {
    const jpeg = await makeJpeg(48, 64);
    const { file, sidecar } = await written(ramp(48, 64), jpeg, 'photo.jpg', { format: 'gdepth' });
    const before = split(jpeg);
    const after = split(file);
    expect(after.rest.equals(before.rest)).toBe(true);
    const isXmp = (segment: Buffer) => segment.toString('latin1', 4, 23) === 'http://ns.adobe.com';
    const kept = (segments: Buffer[]) => segments.filter((s) => !isXmp(s)).map((s) => s.toString('hex'));
    expect(kept(after.segments)).toEqual(kept(before.segments));
    expect(sidecar.depthImage).toMatchObject({
      isOriginalJpeg: true,
      storedOrientation: 6,
      format: 'RangeInverse',
    });
  });

  test.each([
    ['auto', 'RangeInverse'],
    ['inverse', 'RangeInverse'],
    ['linear', 'RangeLinear'],
  ] as const)('holds depth as Google describes it (%s)', async (mapping, format) => {
    const depth = ramp(48, 64);
    const { file } = await written(depth, await makeJpeg(48, 64), 'photo.jpg', { format: 'gdepth', mapping });
    const { property, packet, portions } = readXmp(file);
    expect(portions).toBe(0);
    expect(packet).toContain('xmp:Rating="4"');
    expect(
      ['Format', 'Mime', 'Units', 'MeasureType', 'ImageWidth', 'ImageHeight', 'Confidence'].map((name) =>
        property(`GDepth:${name}`),
      ),
    ).toEqual([format, 'image/png', 'm', 'OpticalAxis', '64', '48', undefined]);
    const near = Number(property('GDepth:Near'));
    const far = Number(property('GDepth:Far'));
    expect([near, far]).toEqual([1, 48 + 0.25 * 63]);
    const png = decode(Buffer.from(property('GDepth:Data') ?? '', 'base64'), { checkCrc: true });
    // As stored: on its side.
    expect([png.width, png.height, png.depth, png.channels]).toEqual([64, 48, 8, 1]);
    const step = 1 / 255 / 2;
    for (const [x, y] of [
      [0, 0],
      [47, 0],
      [0, 63],
      [47, 63],
      [20, 31],
    ]) {
      // Orientation 6: row 0 is the right side, column 0 the top.
      const code = png.data[(47 - x) * 64 + y];
      const share = code / 255;
      const truth = depth.values[y * 48 + x];
      const wanted =
        format === 'RangeLinear'
          ? (truth - near) / (far - near)
          : (far * (truth - near)) / (truth * (far - near));
      expect(Math.abs(share - wanted), `${x} ${y}`).toBeLessThanOrEqual(step * 1.001);
    }
  });

  test('extends XMP beyond 64 KB in portions', async () => {
    const [width, height] = [400, 300];
    let state = 1;
    const values = Float32Array.from({ length: width * height }, () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return 1 + state / 2 ** 32;
    });
    values[0] = 1;
    const jpeg = await makeJpeg(width, height);
    const { file } = await written({ kind: 'metric', width, height, values }, jpeg, 'photo.jpg', {
      format: 'gdepth',
    });
    const { property, portions, packet, extension } = readXmp(file);
    expect(portions).toBe(3);
    expect(packet.includes('GDepth:Data')).toBe(false);
    expect(extension.includes('rdf:about="uuid:1234"')).toBe(true);
    expect(property('GDepth:Near')).toBe('1');
    const png = decode(Buffer.from(property('GDepth:Data') ?? '', 'base64'), { checkCrc: true });
    expect([png.width, png.height]).toEqual([height, width]);

    // Once more over the result: what was there is replaced, not doubled.
    const again = await written(
      { kind: 'metric', width, height, values: values.map((v) => 2 * v) },
      file,
      'photo.jpg',
      {
        format: 'gdepth',
        size: 'custom',
        longEdge: 40,
        minimum: 2,
      },
    );
    const second = readXmp(again.file);
    expect([second.property('GDepth:Near'), second.property('xmp:Rating')]).toEqual(['2', '4']);
    const small = decode(Buffer.from(second.property('GDepth:Data') ?? '', 'base64'));
    expect([small.width, small.height]).toEqual([30, 40]);
    expect(split(again.file).rest.equals(split(jpeg).rest)).toBe(true);
  });

  test('encodes other photos with their EXIF, XMP and profile, upright', async () => {
    const webp = turned(
      await withMetadata(stored(64, 48)).withIccProfile('p3').webp({ lossless: true }).toBuffer(),
    );
    const { file, sidecar } = await written(ramp(48, 64), webp, 'photo.webp', { format: 'gdepth' });
    const { width, height, orientation, icc } = await sharp(file).metadata();
    expect([width, height, orientation]).toEqual([48, 64, 1]);
    expect(icc?.equals((await sharp(webp).metadata()).icc ?? Buffer.alloc(0))).toBe(true);
    expect(await exifr.parse(file, ['Make', 'Artist', 'FocalLengthIn35mmFormat'])).toMatchObject({
      Make: 'Depthroom',
      Artist: 'A. Photographer',
      FocalLengthIn35mmFormat: 35,
    });
    const { property } = readXmp(file);
    expect(['xmp:Rating', 'tiff:Orientation', 'GDepth:ImageWidth'].map(property)).toEqual(['4', '1', '48']);
    expect(sidecar.depthImage).toMatchObject({ isOriginalJpeg: false, storedOrientation: 1 });
  });

  test.each([
    ['relative maps', 'affine-depth', {}, /state near and far/],
    ['the log mapping', 'metric', { mapping: 'log' as const }, /linear and inverse/],
  ] as const)('refuses %s', async (_, kind, options, sentence) => {
    const depth = { ...ramp(48, 64), kind } as DepthMap;
    const jpeg = await makeJpeg(48, 64);
    await expect(written(depth, jpeg, 'photo.jpg', { format: 'gdepth', ...options })).rejects.toThrow(
      sentence,
    );
  });
});

describe('photo with depth as alpha', () => {
  async function readTiff(file: Buffer) {
    const image = await (await fromArrayBuffer(new Uint8Array(file).buffer)).getImage();
    const planes = (await image.readRasters()) as unknown as Uint16Array[];
    return { image, planes: planes.map((plane) => Array.from(plane)) };
  }

  test('keeps numbers, profile, EXIF and XMP of the photo, and holds the depth', async () => {
    const jpeg = await makeJpeg(48, 64);
    const depth = ramp(48, 64);
    depth.values[0] = Number.NaN;
    const { file } = await written(depth, jpeg, 'photo.jpg', { format: 'photoshop' });
    const { image, planes } = await readTiff(file);
    expect([image.getWidth(), image.getHeight(), image.getBitsPerSample(), planes.length]).toEqual([
      48, 64, 16, 4,
    ]);
    expect(await image.fileDirectory.loadValue('ExtraSamples')).toEqual(new Uint16Array([0]));
    // Turned upright: the left half that is stored comes to lie at the top.
    const before = await pixelsOf(await sharp(jpeg, { ignoreIcc: true }).autoOrient().png().toBuffer());
    const numbers = (channel: number) =>
      Array.from({ length: 48 * 64 }, (_, p) => before[3 * p + channel] * 257);
    expect(planes.slice(0, 3)).toEqual([numbers(0), numbers(1), numbers(2)]);
    const alpha = planes[3];
    expect([alpha[0], alpha[1], alpha[48 * 64 - 1]]).toEqual([0, expect.any(Number), 1]);
    expect(alpha[1]).toBeGreaterThan(alpha[2]);

    const facts = await exifr.parse(file, { tiff: true, exif: true, gps: true, icc: true, xmp: true });
    expect(facts).toMatchObject({
      Make: 'Depthroom',
      Model: 'Test camera',
      Artist: 'A. Photographer',
      FocalLengthIn35mmFormat: 35,
      latitude: 47.5,
      longitude: 8.25,
      Orientation: 'Horizontal (normal)',
      ProfileDescription: 'Wide test profile',
      Rating: 4,
    });
    expect((await sharp(file).metadata()).icc?.equals(PROFILE)).toBe(true);
    const xmp = Buffer.from((await image.fileDirectory.loadValue('XMP')) as Uint8Array).toString('utf8');
    expect(xmp).toContain('tiff:Orientation="1"');
    expect(xmp).toContain('&quot;polarity&quot;:&quot;near-white&quot;');
  });

  test('keeps 16 bits of a photo that has them', async () => {
    const samples = new Uint16Array(3 * 48 * 64).map((_, i) => (i * 7919) & 65535);
    const png = await sharp(samples, { raw: { width: 48, height: 64, channels: 3 } })
      .toColourspace('rgb16')
      .withIccProfile('p3')
      .png()
      .toBuffer();
    const { file } = await written(ramp(48, 64), png, 'deep.png', { format: 'photoshop' });
    const { planes } = await readTiff(file);
    const own = decode(png).data;
    expect(planes[1]).toEqual(Array.from({ length: 48 * 64 }, (_, p) => own[3 * p + 1]));
  });
});
