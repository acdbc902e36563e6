import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import sharp from 'sharp';
import { DataTexture, DataUtils, FloatType, HalfFloatType, RGBAFormat } from 'three';
import {
  EXRExporter,
  NO_COMPRESSION,
  RLE_COMPRESSION,
  ZIP_COMPRESSION,
  ZIPS_COMPRESSION,
} from 'three/addons/exporters/EXRExporter.js';
import { expect, test } from 'vitest';
import { depthFiles } from '../../../test/fixtures/depth-files.ts';
import { temporaryFolder } from '../../../test/open-engine.ts';
import { readCalibration } from './read-calibration.ts';
import { readTruth } from './read-truth.ts';

const width = 37;
const height = 29;
/** Smooth parts, noise and repeats, so that every branch of a packer is taken. */
const floats = Float32Array.from({ length: width * height }, (_, i) =>
  i % 90 < 30 ? 2.5 : i % 90 < 60 ? Math.sin(i / 5) * 3 + 4 : Math.fround((i * 7919) % 101) / 7,
);
const codes = Uint16Array.from(floats, (value, i) => Math.round(value * 5000 + (i % 3)));

async function read(bytes: Uint8Array, name: string) {
  const path = join(await temporaryFolder(), name);
  await writeFile(path, bytes);
  return readTruth(path, name);
}
const grey16 = () => sharp(codes, { raw: { width, height, channels: 1 } }).toColourspace('grey16');
const plane = { width, height };

test('a 16-bit PNG gives its codes bit for bit', async () => {
  const truth = await read(await grey16().png().toBuffer(), 'depth.png');
  expect(truth).toEqual({ format: 'png', ...plane, values: codes, storage: 'uint16', notes: [] });
});

test('an 8-bit PNG gives its codes, a colour picture is refused', async () => {
  const bytes = Uint8Array.from(codes, (code) => code & 255);
  const picture = sharp(bytes, { raw: { width, height, channels: 1 } }).toColourspace('b-w');
  expect(await read(await picture.png().toBuffer(), 'd.png')).toMatchObject({
    values: bytes,
    storage: 'uint8',
  });
  const colour = await sharp({ create: { width: 4, height: 4, channels: 3, background: 'red' } })
    .png()
    .toBuffer();
  await expect(read(colour, 'd.png')).rejects.toMatchObject({ code: 'bad-input' });
});

test.each([
  { compression: 'none' },
  { compression: 'lzw', predictor: 'none' },
  { compression: 'lzw', predictor: 'horizontal' },
  { compression: 'deflate', predictor: 'horizontal', tile: true, tileWidth: 16, tileHeight: 16 },
  { compression: 'packbits' },
] as const)('a 16-bit TIFF of libtiff gives its codes: %o', async (options) => {
  const truth = await read(await grey16().tiff(options).toBuffer(), 'depth.tif');
  expect(truth).toMatchObject({ format: 'tiff', ...plane, values: codes, storage: 'uint16' });
});

test('a long 16-bit TIFF with LZW fills the table of codes and clears it', async () => {
  const noise = Uint16Array.from({ length: 300 * 200 }, (_, i) => (i * i * 2654435761) >>> 13);
  const file = await sharp(noise, { raw: { width: 300, height: 200, channels: 1 } })
    .toColourspace('grey16')
    .tiff({ compression: 'lzw', predictor: 'none' })
    .toBuffer();
  expect((await read(file, 'noise.tif')).values).toEqual(noise);
});

test.each([
  'lzw',
  'deflate',
] as const)('a float TIFF of libtiff with the floating-point predictor and %s', async (compression) => {
  // libvips makes whole numbers of these before it writes them as floats; exactly those must come back.
  const whole = Float32Array.from(codes, (code) => code >> 8);
  const file = await sharp(Uint8Array.from(whole), { raw: { width, height, channels: 1 } })
    .toColourspace('b-w')
    .tiff({ compression, predictor: 'float', tile: true, tileWidth: 32, tileHeight: 16 })
    .toBuffer();
  expect(await read(file, 'depth.tif')).toMatchObject({ ...plane, values: whole, storage: 'float32' });
});

test.each([
  ['none', NO_COMPRESSION],
  ['RLE', RLE_COMPRESSION],
  ['ZIPS', ZIPS_COMPRESSION],
  ['ZIP', ZIP_COMPRESSION],
])('an EXR of three.js, compression %s, float and half', async (_, compression) => {
  const upsideDown = (values: Float32Array) =>
    Float32Array.from({ length: 4 * values.length }, (_, k) => {
      const p = k >> 2;
      const y = height - 1 - Math.floor(p / width);
      return k % 4 === 0 ? values[y * width + (p % width)] : 0.25;
    });
  for (const type of [FloatType, HalfFloatType]) {
    const data = upsideDown(floats);
    const halves = Uint16Array.from(data, (value) => DataUtils.toHalfFloat(value));
    const texture = new DataTexture(type === FloatType ? data : halves, width, height, RGBAFormat, type);
    const file = await new EXRExporter().parse(texture, { type, compression });
    const truth = await read(file, 'depth.exr');
    const expected =
      type === FloatType
        ? floats
        : floats.map((value) => DataUtils.fromHalfFloat(DataUtils.toHalfFloat(value)));
    expect(truth).toMatchObject({
      ...plane,
      storage: type === FloatType ? 'float32' : 'float16',
      notes: ['Read the channel R; also there: A, B, G.'],
    });
    // The exporter may write rows from either end: the picture is what counts.
    expect([expected, flipped(expected)]).toContainEqual(truth.values);
  }
});
const flipped = (values: Float32Array) =>
  Float32Array.from(values, (_, p) => values[(height - 1 - Math.floor(p / width)) * width + (p % width)]);

test.each([true, false])('a PFM from the bottom up, little-endian %s', async (isLittle) => {
  const head = Buffer.from(`Pf\n${width} ${height}\n${isLittle ? -1 : 1}.0\n`);
  const body = Buffer.alloc(4 * floats.length);
  flipped(floats).forEach((value, i) => {
    if (isLittle) body.writeFloatLE(value, 4 * i);
    else body.writeFloatBE(value, 4 * i);
  });
  expect(await read(Buffer.concat([head, body]), 'disp0.pfm')).toMatchObject({
    format: 'pfm',
    ...plane,
    values: floats,
  });
});

test('a Sintel .dpt', async () => {
  const file = Buffer.alloc(12 + 4 * floats.length);
  file.writeFloatLE(202021.25, 0);
  file.writeInt32LE(width, 4);
  file.writeInt32LE(height, 8);
  for (let i = 0; i < floats.length; i++) file.writeFloatLE(floats[i], 12 + 4 * i);
  expect(await read(file, 'frame_0001.dpt')).toMatchObject({ format: 'dpt', ...plane, values: floats });
});

function npy(descr: string, shape: string, body: Buffer, order = 'False'): Buffer {
  const text = `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': (${shape}), }`;
  const head = Buffer.alloc(10);
  head.write('\x93NUMPY\x01\x00', 'latin1');
  head.writeUInt16LE(text.length + 1, 8);
  return Buffer.concat([head, Buffer.from(`${text}\n`), body]);
}
const raw = (values: { buffer: ArrayBufferLike }) => Buffer.from(values.buffer as ArrayBuffer);

test('NumPy arrays of several types, orders and shapes', async () => {
  expect(await read(npy('<f4', `${height}, ${width}`, raw(floats)), 'a.npy')).toMatchObject({
    ...plane,
    values: floats,
    storage: 'float32',
  });
  const swapped = Buffer.from(raw(Float64Array.from(floats))).swap64();
  expect(await read(npy('>f8', `1, ${height}, ${width}`, swapped), 'a.npy')).toMatchObject({
    ...plane,
    values: Float64Array.from(floats),
  });
  const columns = Uint16Array.from(codes, (_, i) => codes[(i % height) * width + Math.floor(i / height)]);
  expect(await read(npy('<u2', `${height}, ${width}`, raw(columns), 'True'), 'a.npy')).toMatchObject({
    values: codes,
    storage: 'uint16',
  });
  const halves = Uint16Array.from(floats, (value) => DataUtils.toHalfFloat(value));
  expect((await read(npy('<f2', `${height}, ${width}, 1`, raw(halves)), 'a.npy')).values).toEqual(
    floats.map((value) => DataUtils.fromHalfFloat(DataUtils.toHalfFloat(value))),
  );
  await expect(read(npy('<c8', '2, 2', Buffer.alloc(32)), 'a.npy')).rejects.toThrow(/expected real numbers/);
  await expect(read(npy('<f4', '2, 2, 3', Buffer.alloc(48)), 'a.npy')).rejects.toThrow(
    /shape is \(2, 2, 3\)/,
  );
});

/** A zip archive as NumPy writes it: stored, or deflated by savez_compressed. */
function zip(files: Record<string, Buffer>, isDeflated: boolean): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, body] of Object.entries(files)) {
    const packed = isDeflated ? deflateRawSync(body) : body;
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(isDeflated ? 8 : 0, 10);
    entry.writeUInt32LE(crc32(body), 16);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(body.length, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(at, 42);
    directory.push(entry, Buffer.from(name));
    parts.push(local, Buffer.from(name), packed);
    at += 30 + name.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(directory.length / 2, 10);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, ...directory, end]);
}

test.each([
  true,
  false,
])('a NumPy archive: the depth by its name, the mask applied (deflated: %s)', async (isDeflated) => {
  const mask = Uint8Array.from(floats, (_, i) => (i % 5 === 0 ? 0 : 1));
  const file = zip(
    {
      'colour.npy': npy('<f4', `${height}, ${width}`, raw(floats.map(() => 1))),
      'depth.npy': npy('<f4', `${height}, ${width}`, raw(floats)),
      'mask.npy': npy('|b1', `${height}, ${width}`, raw(mask)),
    },
    isDeflated,
  );
  const truth = await read(file, 'scene.npz');
  expect(truth).toEqual({
    format: 'npz',
    ...plane,
    values: floats.map((value, i) => (mask[i] ? value : Number.NaN)),
    storage: 'float32',
    notes: ['Read the array "depth"; also there: "colour".', 'Pixels where "mask" is zero do not count.'],
  });
});

test.each(
  depthFiles('npz'),
)('an archive that NumPy wrote ($name), with a text and colours beside the depth', async ({
  file,
  name,
  values,
  ...facts
}) => {
  const truth = await read(file, 'scene.npz');
  expect({ ...truth, values: [...truth.values] }).toEqual({
    format: 'npz',
    ...facts,
    values,
    notes: ['Read the array "depth".'],
  });
});

test.each(
  depthFiles('exr').filter(({ name }) => /^(PIZ|DWAB) half RGBA?, float Z$/.test(name)),
)('an EXR of OpenEXR: $name', async ({ file, name, values, ...facts }) => {
  const truth = await read(file, 'scene.exr');
  expect({ ...truth, values: [...truth.values], notes: [] }).toEqual({
    format: 'exr',
    ...facts,
    values,
    notes: [],
  });
  expect(truth.notes).toEqual([expect.stringMatching(/^Read the channel Z; also there: (A, )?B, G, R\.$/)]);
});

test('whatever is cut off is refused with a sentence, never with a stack', async () => {
  const texture = new DataTexture(new Float32Array(4 * 64).fill(1), 8, 8, RGBAFormat, FloatType);
  const files = [
    await grey16().tiff({ compression: 'lzw' }).toBuffer(),
    await grey16().png().toBuffer(),
    await new EXRExporter().parse(texture, { type: FloatType, compression: ZIP_COMPRESSION }),
    npy('<f4', `${height}, ${width}`, raw(floats)),
    zip({ 'depth.npy': npy('<f4', `${height}, ${width}`, raw(floats)) }, true),
  ];
  for (const file of files)
    for (const share of [0, 0.01, 0.1, 0.4, 0.8])
      await expect(read(file.subarray(0, Math.floor(file.length * share)), 'x')).rejects.toHaveProperty(
        'code',
      );
  await expect(read(Buffer.from('just some words, not a depth map'), 'notes.txt')).rejects.toMatchObject({
    code: 'unsupported-format',
  });
});

test('the calibration of Middlebury, in metres and pixels', () => {
  const text =
    'cam0=[3997.684 0 1176.728; 0 3997.684 1011.728; 0 0 1]\ncam1=[3997.684 0 1307.839; 0 3997.684 1011.728; 0 0 1]\ndoffs=131.111\nbaseline=193.001\nwidth=2964\n';
  expect(readCalibration(text)).toEqual({
    focalInPixels: 3997.684,
    baselineInMetres: 0.193001,
    offsetInPixels: 131.111,
  });
  expect(() => readCalibration('cam0=[100 0 1]')).toThrow(/the baseline is missing/);
  expect(() => readCalibration('nothing')).toThrow(/focal length in cam0 is missing/);
});
