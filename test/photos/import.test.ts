import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { findPhotos } from '../../cli/photos/find-photos.ts';
import { importOnce } from '../../cli/photos/import-once.ts';
import { depthImageOptionsSchema } from '../../contract/exports/depth-image.ts';
import { pointCloudOptionsSchema } from '../../contract/exports/geometry.ts';
import { silentOptions } from '../../contract/exports/silent-options.ts';
import { nameSays } from '../../contract/photo-files.ts';
import { sha256Of } from '../../core/disk/hash-file.ts';
import { decodePixels } from '../../core/photos/decode.ts';
import { inspectPhoto } from '../../core/photos/inspect.ts';
import { openTestEngine, temporaryFolder } from '../open-engine.ts';

const plain = (side: number, colour: string) =>
  sharp({ create: { width: side, height: side, channels: 3, background: colour } })
    .jpeg()
    .toBuffer();

test('a file that changes while it is imported gives a row that fits its original', async () => {
  const engine = await openTestEngine();
  const path = join(engine.dataFolder, 'photo.jpg');
  const files = [await plain(60, '#ff0000'), await plain(90, '#0000ff')];
  await writeFile(path, files[0]);
  let isOver = false;
  const swapping = (async () => {
    for (let k = 1; !isOver; k++) {
      // As editors save: whole, under another name first.
      await writeFile(`${path}.new`, files[k % 2]);
      await rename(`${path}.new`, path);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  })();
  let read = 0;
  for (let k = 0; k < 12; k++) {
    const photo = await engine.importPhoto(path, `photo-${k}.jpg`);
    read++;
    const kept = await engine.findFile(photo.files.original);
    const bytes = await readFile(kept?.path ?? '');
    expect(photo.files.original).toBe(sha256Of(bytes));
    expect({ width: photo.width, height: photo.height }).toMatchObject(
      await sharp(bytes)
        .metadata()
        .then(({ width, height }) => ({ width, height })),
    );
    const preview = await sharp((await engine.findFile(photo.files.preview))?.path).metadata();
    expect(preview.width).toBe(photo.width);
  }
  isOver = true;
  await swapping;
  expect(read).toBe(12);
});

describe('what is missing of a file', () => {
  const noise = async () => {
    const rgb = new Uint8Array(320 * 240 * 3).map((_, k) => (Math.imul(k, 2654435761) >>> 13) & 255);
    return sharp(rgb, { raw: { width: 320, height: 240, channels: 3 } })
      .jpeg()
      .toBuffer();
  };

  test('a JPEG that only lacks its end is read, to the same pixels, and says so', async () => {
    const folder = await temporaryFolder();
    const whole = await noise();
    await writeFile(join(folder, 'whole.jpg'), whole);
    await writeFile(join(folder, 'endless.jpg'), whole.subarray(0, -2));
    const [a, b] = await Promise.all(
      ['whole.jpg', 'endless.jpg'].map((name) => decodePixels(join(folder, name))),
    );
    expect(Buffer.from(a.rgb).equals(Buffer.from(b.rgb))).toBe(true);
    expect((await inspectPhoto(join(folder, 'endless.jpg'))).notes).toEqual([
      'The file lacks the mark at its end; all of its picture is there.',
    ]);
  });

  test('one that lacks a part of its picture is refused', async () => {
    const path = join(await temporaryFolder(), 'cut.jpg');
    const whole = await noise();
    for (const share of [0.3, 0.6, 0.98]) {
      await writeFile(path, whole.subarray(0, Math.floor(whole.length * share)));
      await expect(decodePixels(path)).rejects.toMatchObject({ code: 'not-an-image' });
    }
  });

  test('an AVIF sequence is read by the still picture before it', async () => {
    const path = new URL('files/sequence.avif', import.meta.url).pathname;
    const { rgb, width } = await decodePixels(path);
    expect(width).toBe(96);
    expect([...rgb.subarray(8 * 96 * 3 + 24, 8 * 96 * 3 + 27)]).toEqual(
      [199, 60, 29].map((v) => expect.closeTo(v, -1)),
    );
  });
});

describe('names', () => {
  test.each([
    ['a.jpg', 'photo'],
    ['A.JPEG', 'photo'],
    ['a.mpo', 'photo'],
    ['a.jfif', 'photo'],
    ['a.jpe', 'photo'],
    ['IMG_1.HEIC', 'photo'],
    ['a', 'nothing'],
    ['a.txt', 'other'],
    ['._a.png', 'rubbish'],
    ['Thumbs.db', 'rubbish'],
    ['desktop.ini', 'rubbish'],
  ])('%s is %s', (name, says) => expect(nameSays(name)).toBe(says));

  test('a folder is walked: photos by ending or by their first bytes, not what systems or Depthroom left there', async () => {
    const folder = join(await temporaryFolder(), 'photos');
    await mkdir(folder);
    const photo = await plain(8, '#00ff00');
    for (const name of [
      'b.JPG',
      'without',
      '._b.jpg',
      'ours.png',
      'ours.png.json',
      'est.png',
      'est.json',
      'Thumbs.db',
      'notes.txt',
      'text',
    ])
      await writeFile(join(folder, name), photo);
    await writeFile(join(folder, 'text'), 'no picture');
    await writeFile(join(folder, 'ours.png.json'), '{ "format": "depthroom-export" }');
    await writeFile(join(folder, 'est.json'), '{ "generator": "Depthroom 0.1.0" }');
    const said: string[] = [];
    const found = await findPhotos([folder], { say: (line) => void said.push(line) });
    expect(found).toEqual(['b.JPG', 'without'].map((name) => ({ path: join(folder, name), folder: '' })));
    expect(said).toEqual([`${folder}: Left out: 2 that Depthroom wrote, 2 of kinds that are not read.`]);
    // Named singly they are.
    expect(await findPhotos([join(folder, 'ours.png')])).toEqual([
      { path: join(folder, 'ours.png'), folder: '' },
    ]);
  });

  test('the same content under two names is one photo, and that is said', async () => {
    const engine = await openTestEngine();
    const paths = ['a.jpg', 'b.jpg'].map((name) => join(engine.dataFolder, name));
    for (const path of paths) await writeFile(path, await plain(20, '#123456'));
    const said: string[] = [];
    const never = new AbortController().signal;
    const bringIn = importOnce(engine, never, (line) => said.push(line));
    const first = await bringIn(paths[0]);
    const second = await bringIn(paths[1]);
    expect([first.name, second.name, second.id]).toEqual(['a.jpg', 'b.jpg', first.id]);
    expect((await importOnce(engine, never, (line) => said.push(line))(paths[1])).name).toBe('b.jpg');
    expect(said).toEqual([
      `${paths[1]}: the same photo as ${paths[0]}, byte for byte; its depth is that of both.`,
      `${paths[1]}: in the project already, as "a.jpg".`,
    ]);
  });
});

describe('options that would do nothing', () => {
  const metric = { kind: 'metric', unit: 'metres', minimum: 1, maximum: 5 } as const;
  const cloud = pointCloudOptionsSchema.parse({ near: 1, far: 9 });
  const grey = (range: object) =>
    ({ kind: 'depth-image', options: depthImageOptionsSchema.parse({ format: 'png16', ...range }) }) as const;

  test('near and far of a map that has metres', () => {
    expect(silentOptions({ kind: 'point-cloud', options: cloud }, metric, ['near', 'far'])).toEqual([
      'near and far do nothing: this map has metres of its own; for a range of grey state a minimum and a maximum.',
    ]);
    const relative = { ...metric, kind: 'affine-depth', unit: 'relative' } as const;
    expect(silentOptions({ kind: 'point-cloud', options: cloud }, relative, ['near', 'far'])).toEqual([]);
  });

  test('a range that the whole map lies outside of', () => {
    expect(silentOptions(grey({ minimum: 8, maximum: 9 }), metric, ['minimum', 'maximum'])[0]).toMatch(
      /^the whole map lies outside .+ 1\.000 to 5\.000 metres\.$/,
    );
    expect(silentOptions(grey({ minimum: 2, maximum: 9 }), metric, ['minimum', 'maximum'])).toEqual([]);
  });

  test('a matte whose edge lies beside the map', () => {
    const said = (nearerThan: number | undefined, soft = 0) =>
      silentOptions(grey({ format: 'matte-png16', nearerThan, soft }), metric, ['nearerThan']);
    for (const edge of [-3, 1, 5, 9])
      expect(said(edge), String(edge)).toEqual([
        'the whole map lies on one side of where the matte ends, so every pixel is the same: its values go from 1.000 to 5.000 metres.',
      ]);
    expect([said(3), said(undefined), said(5.5, 2)]).toEqual([[], [], []]);
  });
});
