import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { jpegPieces, parseJpeg, withSegments } from '../../core/formats/jpeg-segments.ts';
import { standardSegment } from '../../core/formats/jpeg-xmp.ts';
import { readEmbeddedDepth } from '../../core/photos/embedded/read-embedded.ts';
import { openPhoto } from '../../core/photos/open.ts';
import { readPlane } from '../../core/project/planes.ts';
import { makeJpeg, ramp, writtenOn } from '../fixtures/camera-photos.ts';
import { openTestEngine, temporaryFolder } from '../open-engine.ts';

const HEIC = new URL('files/p3-turned-depth.heic', import.meta.url);

const xmp = (namespaces: string, attributes: string, inner = '') =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" ${namespaces} ${attributes}>${inner}</rdf:Description></rdf:RDF></x:xmpmeta>`;
const codesPng = (codes: number[], width: number, height: number) =>
  sharp(Uint8Array.from(codes), { raw: { width, height, channels: 1 } })
    .toColourspace('b-w')
    .png()
    .toBuffer();

async function jpegWith(packet: string, behind = Buffer.alloc(0)): Promise<Buffer> {
  const plain = await sharp({ create: { width: 40, height: 20, channels: 3, background: '#4080c0' } })
    .jpeg()
    .toBuffer();
  const pieces = jpegPieces(withSegments(parseJpeg(plain), [standardSegment(packet)]));
  return Buffer.concat([...pieces, behind]);
}

async function depthOf(file: Buffer) {
  const path = join(await temporaryFolder(), 'photo.jpg');
  await writeFile(path, file);
  return readEmbeddedDepth(await openPhoto(path, 'photo.jpg'));
}

describe('depth that lies in a file', () => {
  test('our own GDepth comes back as it went out, within half a step', async () => {
    const depth = ramp(48, 64);
    const { file } = await writtenOn(depth, await makeJpeg(48, 64), 'photo.jpg', { format: 'gdepth' });
    const found = await depthOf(file);
    expect(found).toMatchObject({ kind: 'metric', width: 48, height: 64, format: 'gdepth' });
    // Codes are even in 1 / depth, from 1 m to 63.75 m.
    const half = (1 - 1 / 63.75) / 255 / 2;
    const values = found?.values ?? [];
    expect(values.length).toBe(depth.values.length);
    const worst = Math.max(...[...depth.values].map((value, p) => Math.abs(1 / value - 1 / values[p])));
    expect(worst).toBeLessThanOrEqual(half * 1.001);
  });

  // GDepth: z = near far / (far - d (far - near)) and near + d (far - near); codes 0, 128, 255 of 255.
  test.each([
    ['RangeInverse', 'm', 'metric', [1, 1.671, 5]],
    ['RangeLinear', 'mm', 'metric', [0.001, 0.0030078, 0.005]],
    ['RangeInverse', undefined, 'affine-disparity', [1, 0.498, 0]],
    ['RangeLinear', undefined, 'affine-depth', [0, 0.502, 1]],
  ] as const)('GDepth, %s in %s', async (format, units, kind, expected) => {
    const png = await codesPng([0, 128, 255], 3, 1);
    const packet = xmp(
      'xmlns:GDepth="http://ns.google.com/photos/1.0/depthmap/"',
      `GDepth:Format="${format}" GDepth:Near="1" GDepth:Far="5" GDepth:Mime="image/png" ${units ? `GDepth:Units="${units}"` : ''} GDepth:Data="${png.toString('base64')}"`,
    );
    const found = await depthOf(await jpegWith(packet));
    expect(found).toMatchObject({ kind, width: 3, height: 1 });
    expect([...(found?.values ?? [])]).toEqual(expected.map((value) => expect.closeTo(value, 3)));
  });

  test('Dynamic Depth: a picture behind the photo, found by the container', async () => {
    const png = await codesPng([0, 128, 255], 3, 1);
    const other = Buffer.from('another file');
    const packet = xmp(
      'xmlns:DepthMap="http://ns.google.com/photos/dd/1.0/depthmap/" xmlns:Item="http://ns.google.com/photos/dd/1.0/item/"',
      'DepthMap:Format="RangeLinear" DepthMap:Near="2" DepthMap:Far="4" DepthMap:Units="Meters" DepthMap:DepthURI="depth"',
      `<Container:Item Item:Mime="image/jpeg" Item:Length="0"/><Container:Item Item:Mime="text/plain" Item:Length="${other.length}" Item:DataURI="other"/><Container:Item Item:Mime="image/png" Item:Length="${png.length}" Item:DataURI="depth"/>`,
    );
    const found = await depthOf(await jpegWith(packet, Buffer.concat([other, png])));
    expect(found).toMatchObject({ kind: 'metric', format: 'dynamic-depth' });
    expect([...(found?.values ?? [])]).toEqual([2, 3.004, 4].map((value) => expect.closeTo(value, 3)));
  });

  test('none in a plain photo', async () => {
    expect(await depthOf(await makeJpeg(48, 64))).toBeNull();
  });
});

test('a HEIC with rotation, Display P3 and a depth image goes in, and comes out as GLB', async () => {
  const engine = await openTestEngine();
  const path = join(engine.dataFolder, 'portrait.heic');
  await writeFile(path, await readFile(HEIC));
  const photo = await engine.importPhoto(path, 'portrait.heic');
  expect(photo).toMatchObject({
    format: 'heic',
    width: 16,
    height: 96,
    orientation: 1,
    colourProfile: 'P3 gamma 1.8',
  });
  const preview = await sharp((await engine.findFile(photo.files.preview))?.path)
    .raw()
    .toBuffer();
  // transicc: the first patch (200 60 30) lies at the bottom now, the last at the top.
  const at = (y: number) => [...preview.subarray((y * 16 + 8) * 3, (y * 16 + 8) * 3 + 3)];
  const near = (colour: number[]) => colour.map((value) => expect.closeTo(value, -1));
  expect(at(88)).toEqual(near([228, 63, 15]));
  expect(at(8)).toEqual(near([146, 146, 146]));

  const { runs } = await engine.call('snapshot', {});
  expect(runs).toHaveLength(1);
  const [run] = runs;
  expect(run).toMatchObject({
    photoId: photo.id,
    system: 'file',
    state: 'done',
    packTitle: 'Depth in the file (HEIC)',
    derivation: { kind: 'file', isEmbedded: true, format: 'heic' },
  });
  const plane = await engine.findFile(run.result?.model.file ?? '');
  const values = await readPlane(plane?.path ?? '', 16 * 96);
  // Stored 40 + 2 x of 255 along the long side; turned a quarter against the clock, x = 95 lies at the top.
  expect([values[0], values[95 * 16]].map((value) => Math.round(255 * value))).toEqual([40 + 2 * 95, 40]);

  const made = await engine.call('exportMesh', {
    runId: run.id,
    options: { format: 'glb', near: 0.5, far: 3 },
  } as never);
  const file = await engine.findExport((made as { id: string }).id);
  expect((await readFile(file?.path ?? '')).toString('latin1', 0, 4)).toBe('glTF');
});

test('a depth map in a file is a run of its photo: refined, compared and exported as any other', async () => {
  const engine = await openTestEngine();
  const photoPath = join(engine.dataFolder, 'photo.jpg');
  await writeFile(photoPath, await makeJpeg(48, 64));
  const photo = await engine.importPhoto(photoPath, 'photo.jpg');
  const { file } = await writtenOn(ramp(48, 64), await makeJpeg(48, 64), 'photo.jpg', { format: 'exr' });
  const path = join(engine.dataFolder, 'depth.exr');
  await writeFile(path, file);
  const run = await engine.local('importMap', { photoId: photo.id, path, name: 'depth.exr' });
  expect(run).toMatchObject({
    system: 'file',
    packTitle: 'depth.exr',
    state: 'done',
    result: { kind: 'metric' },
  });
  expect(run.result?.minimum).toBeCloseTo(1);
  expect(run.result?.maximum).toBeCloseTo(63.75);

  const gdepth = await writtenOn(ramp(48, 64), await makeJpeg(48, 64), 'photo.jpg', { format: 'gdepth' });
  const jpegPath = join(engine.dataFolder, 'depth.jpg');
  await writeFile(jpegPath, gdepth.file);
  const other = await engine.local('importMap', { photoId: photo.id, path: jpegPath, name: 'depth.jpg' });
  const comparison = await engine.call('compare', {
    photoId: photo.id,
    runIds: [run.id, other.id],
    reference: { runId: run.id },
    alignment: { method: 'none' },
  } as never);
  expect(comparison).toMatchObject({ photoId: photo.id });

  const asTruth = await engine.importTruth({ photoId: photo.id, path, name: 'depth.exr' });
  const taken = await engine.call('runFromTruth', { truthId: asTruth.id, convention: { scale: 2 } });
  expect(taken.result?.maximum).toBeCloseTo(127.5);
  expect((await engine.call('snapshot', {})).truths).toEqual([]);
  await expect(engine.call('retryRun', { runId: run.id })).rejects.toMatchObject({ code: 'bad-input' });
});
