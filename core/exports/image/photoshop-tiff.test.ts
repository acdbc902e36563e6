import exifr from 'exifr';
import { decode } from 'fast-png';
import { fromArrayBuffer } from 'geotiff';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { makeJpeg, PROFILE, ramp, writtenOn } from '../../../test/fixtures/camera-photos.ts';

const pixelsOf = async (file: Buffer) => (await sharp(file, { ignoreIcc: true }).raw().toBuffer()) as Buffer;

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
    const { file } = await writtenOn(depth, jpeg, 'photo.jpg', {
      format: 'photoshop',
      place: true,
    });
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
    const { file } = await writtenOn(ramp(48, 64), png, 'deep.png', { format: 'photoshop' });
    const { planes } = await readTiff(file);
    const own = decode(png).data;
    expect(planes[1]).toEqual(Array.from({ length: 48 * 64 }, (_, p) => own[3 * p + 1]));
  });
});
