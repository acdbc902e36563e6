import { createHash } from 'node:crypto';
import exifr from 'exifr';
import { decode } from 'fast-png';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import type { DepthMap } from '../../../contract/depth-map.ts';
import {
  makeJpeg,
  ramp,
  stored,
  turned,
  withMetadata,
  writtenOn,
} from '../../../test/fixtures/camera-photos.ts';

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

describe('GDepth JPEG', () => {
  test('leaves the JPEG as it is, but for its XMP', async () => {
    const jpeg = await makeJpeg(48, 64);
    const { file, sidecar } = await writtenOn(ramp(48, 64), jpeg, 'photo.jpg', {
      format: 'gdepth',
      place: true,
    });
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
    const { file } = await writtenOn(depth, await makeJpeg(48, 64), 'photo.jpg', {
      format: 'gdepth',
      mapping,
    });
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
    const { file } = await writtenOn({ kind: 'metric', width, height, values }, jpeg, 'photo.jpg', {
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
    const again = await writtenOn(
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
    const { file, sidecar } = await writtenOn(ramp(48, 64), webp, 'photo.webp', { format: 'gdepth' });
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
    await expect(writtenOn(depth, jpeg, 'photo.jpg', { format: 'gdepth', ...options })).rejects.toThrow(
      sentence,
    );
  });
});
