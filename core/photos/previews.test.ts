import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pixelsOfPhoto } from './decode.ts';
import { inspectPhoto } from './inspect.ts';
import { openPhoto } from './open.ts';
import { hasPreviewsOfPixels, previewsOf, renderPreviews } from './previews.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'depthroom-previews-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function write(name: string, width: number, height: number, orientation = 1): Promise<string> {
  const path = join(folder, name);
  const picture = sharp({ create: { width, height, channels: 3, background: '#806040' } });
  await writeFile(path, await picture.withMetadata({ orientation }).jpeg({ quality: 50 }).toBuffer());
  return path;
}

const sizes = ({ preview, thumbnail }: Awaited<ReturnType<typeof renderPreviews>>) => ({
  preview: [preview.width, preview.height],
  thumbnail: [thumbnail.width, thumbnail.height],
});

it.each([
  ['landscape.jpg', 3000, 1500, 1, [2048, 1024], [320, 160]],
  ['portrait.jpg', 3000, 1500, 6, [1024, 2048], [160, 320]],
  ['small.jpg', 400, 300, 1, [400, 300], [320, 240]],
  ['tiny.jpg', 20, 30, 8, [30, 20], [30, 20]],
  ['line.jpg', 5000, 1, 1, [2048, 1], [320, 1]],
])('%s is made to fit and never enlarged', async (name, width, height, orientation, preview, thumbnail) => {
  const made = await renderPreviews(await write(name, width, height, orientation));
  expect(sizes(made)).toEqual({ preview, thumbnail });
  const metadata = await sharp(made.preview.bytes).metadata();
  expect({ format: metadata.format, width: metadata.width, orientation: metadata.orientation }).toEqual({
    format: 'jpeg',
    width: preview[0],
    orientation: undefined,
  });
});

it('reads 100 megapixels', async () => {
  const path = await write('large.jpg', 10_000, 10_000, 6);
  const facts = await inspectPhoto(path);
  expect([facts.width, facts.height]).toEqual([10_000, 10_000]);
  expect(sizes(await renderPreviews(path))).toEqual({ preview: [2048, 2048], thumbnail: [320, 320] });
});

it('leaves the original as it is', async () => {
  const path = await write('original.jpg', 300, 200, 6);
  const hash = async () =>
    createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
  const before = await hash();
  await renderPreviews(path);
  expect(await hash()).toBe(before);
});

it('shows the first page of a TIFF and the first frame of an animation', async () => {
  const frames = Buffer.concat([Buffer.alloc(300, 200), Buffer.alloc(300, 10)]);
  const pages = sharp(frames, { raw: { width: 10, height: 20, channels: 3, pageHeight: 10 } });
  for (const [name, bytes] of [
    ['pages.tif', await pages.clone().tiff({ compression: 'deflate' }).toBuffer()],
    ['frames.gif', await pages.clone().gif().toBuffer()],
    ['frames.webp', await pages.clone().webp({ lossless: true }).toBuffer()],
  ] as const) {
    expect((await sharp(bytes).metadata()).pages, name).toBe(2);
    await writeFile(join(folder, name), bytes);
    const { preview } = await renderPreviews(join(folder, name));
    const { data, info } = await sharp(preview.bytes).raw().toBuffer({ resolveWithObject: true });
    expect([name, info.width, info.height, data[0]]).toEqual([name, 10, 10, 200]);
  }
});

it('makes the same of decoded pixels as of the file, where it says so', async () => {
  const sample = join(import.meta.dirname, '../../resources/samples/nagasaki-boats.jpg');
  const pictures: [string, Sharp, boolean][] = [
    ['plain.jpg', sharp(sample).resize(2401, 1603).jpeg(), true],
    ['profile.jpg', sharp(sample).resize(2200, 1100).withIccProfile('p3').jpeg(), true],
    ['small.jpg', sharp(sample).resize(301, 203).jpeg(), true],
    ['lying.jpg', sharp(sample).resize(300, 200).withMetadata({ orientation: 6 }).jpeg(), false],
    ['grey.jpg', sharp(sample).resize(300, 200).toColourspace('b-w').jpeg(), false],
    ['cmyk.jpg', sharp(sample).resize(300, 200).toColourspace('cmyk').jpeg(), false],
    ['huge.jpg', sharp(sample).resize(8200, 300, { fit: 'fill' }).jpeg(), false],
    ['other.png', sharp(sample).resize(300, 200).png(), false],
  ];
  for (const [name, picture, isSame] of pictures) {
    const path = join(folder, `of-pixels-${name}`);
    await writeFile(path, await picture.toBuffer());
    const photo = await openPhoto(path);
    expect([name, hasPreviewsOfPixels(photo)]).toEqual([name, isSame]);
    if (!isSame) continue;
    const [ofFile, ofPixels] = [await previewsOf(photo), await previewsOf(photo, await pixelsOfPhoto(photo))];
    expect(Buffer.compare(ofPixels.preview.bytes, ofFile.preview.bytes)).toBe(0);
    expect(Buffer.compare(ofPixels.thumbnail.bytes, ofFile.thumbnail.bytes)).toBe(0);
  }
});
