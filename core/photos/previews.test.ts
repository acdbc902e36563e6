import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inspectPhoto } from './inspect.ts';
import { renderPreviews } from './previews.ts';

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
