import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { decode } from 'fast-png';
import { describe, expect, test } from 'vitest';
import type { DepthMap } from '../../../contract/depth-map.ts';
import { type DepthImageOptions, depthImageOptionsSchema } from '../../../contract/exports/depth-image.ts';
import type { GreyScale } from '../../../contract/exports/grey-scale.ts';
import { exportSource, twoPatches } from '../../../test/fixtures/export-source.ts';
import { writeDepthImage } from './depth-image.ts';

type Scale = GreyScale & { kind: string; unit: string; bitsPerSample: number };

interface Exported {
  codes: number[];
  scale: Scale;
  text: Record<string, string>;
  chunks: string[];
  sidecar: Record<string, unknown> & { depthImage: Record<string, unknown> };
}

async function exported(depth: DepthMap, options: Partial<DepthImageOptions> = {}): Promise<Exported> {
  const { width, height } = depth;
  const { source, folder } = await exportSource({
    depth,
    photo: twoPatches(width, height, [1, 2, 3], [4, 5, 6]),
  });
  const path = join(folder, 'depth.png');
  await writeDepthImage(source, depthImageOptionsSchema.parse(options), path, { overwrite: false });
  const file = await readFile(path);
  // An independent reader, which checks every checksum.
  const png = decode(file, { checkCrc: true });
  expect({ width: png.width, height: png.height, depth: png.depth, channels: png.channels }).toEqual({
    width,
    height,
    depth: 16,
    channels: 1,
  });
  return {
    codes: [...png.data],
    scale: JSON.parse(png.text.Depthroom),
    text: png.text,
    chunks: chunksOf(file),
    sidecar: JSON.parse(await readFile(`${path}.json`, 'utf8')),
  };
}

/** Names of the chunks of a PNG, in order; fails where a checksum is wrong. */
function chunksOf(file: Buffer): string[] {
  const names: string[] = [];
  for (let at = 8; at < file.length; ) {
    const length = file.readUInt32BE(at);
    const body = file.subarray(at + 4, at + 8 + length);
    expect(file.readUInt32BE(at + 8 + length)).toBe(crc32(body));
    names.push(body.subarray(0, 4).toString('latin1'));
    at += 12 + length;
  }
  return names;
}

/** The formula of the file itself, followed. */
function valueOfCode(code: number, { black, white, mapping }: Scale): number {
  const share = (code - 1) / 65534;
  if (mapping === 'linear') return black.value + share * (white.value - black.value);
  if (mapping === 'log') return black.value * (white.value / black.value) ** share;
  return 1 / (1 / black.value + share * (1 / white.value - 1 / black.value));
}

function metric(values: number[]): DepthMap {
  return { kind: 'metric', width: values.length, height: 1, values: new Float32Array(values) };
}

const RAMP = Array.from({ length: 500 }, (_, i) => 0.7 + (i * 0.0173) ** 2);

describe('writeDepthImage', () => {
  test.each([
    ['linear', 'near-white'],
    ['linear', 'near-black'],
    ['inverse', 'near-white'],
    ['inverse', 'near-black'],
    ['log', 'near-white'],
    ['log', 'near-black'],
  ] as const)('gives values back to within half a step (%s, %s)', async (mapping, polarity) => {
    const depth = metric(RAMP);
    const { codes, scale } = await exported(depth, { mapping, polarity });
    const map = { linear: (value: number) => value, inverse: (value: number) => 1 / value, log: Math.log }[
      mapping
    ];
    const halfStep = Math.abs(map(scale.white.value) - map(scale.black.value)) / 65534 / 2;
    const errors = codes.map((code, i) => Math.abs(map(valueOfCode(code, scale)) - map(depth.values[i])));
    expect(Math.max(...errors)).toBeLessThanOrEqual(halfStep * (1 + 1e-6));
    expect([codes[0], codes[499]]).toEqual(polarity === 'near-white' ? [65535, 1] : [1, 65535]);
  });

  test('writes numbers, not colours: no profile, gamma or colour space', async () => {
    const { chunks, text } = await exported(metric([1, 2, 3]));
    expect(chunks.filter((name) => /iCCP|gAMA|sRGB|cHRM|cICP/.test(name))).toEqual([]);
    expect(chunks.slice(0, 5)).toEqual(['IHDR', 'tEXt', 'tEXt', 'tEXt', 'tEXt']);
    expect(Object.keys(text)).toEqual(['Title', 'Software', 'Comment', 'Depthroom']);
  });

  test('says the same in the file and beside it', async () => {
    const { scale, sidecar, codes } = await exported(metric([Number.NaN, 2, 4]));
    expect(codes).toEqual([0, 65535, 1]);
    expect(scale).toEqual({
      kind: 'metric',
      unit: 'metres',
      bitsPerSample: 16,
      polarity: 'near-white',
      mapping: 'linear',
      invalidCode: 0,
      black: { code: 1, value: 4 },
      white: { code: 65535, value: 2 },
      nearValue: 2,
      farValue: 4,
      formula: 'value = black.value + (code - 1) / 65534 * (white.value - black.value)',
    });
    expect(sidecar).toMatchObject({
      type: 'depth-image',
      depth: { kind: 'metric', unit: 'metres' },
      pack: { id: 'tiny' },
      depthImage: { ...scale, invalidPixels: 1, clippedPixels: 0 },
    });
  });

  test('turns the scale round where larger is nearer', async () => {
    const depth: DepthMap = {
      kind: 'affine-disparity',
      width: 2,
      height: 1,
      values: new Float32Array([10, 30]),
    };
    expect((await exported(depth)).codes).toEqual([1, 65535]);
    expect((await exported(depth, { polarity: 'near-black' })).codes).toEqual([65535, 1]);
  });

  test.each([
    ['metric', 'inverse', [65535, 16385, 1]],
    ['affine-depth', 'linear', [65535, 32768, 1]],
    ['affine-disparity', 'linear', [1, 32768, 65535]],
  ] as const)('lays %s maps by disparity: %s', async (kind, mapping, codes) => {
    // A relative map may begin at 0, which has no inverse.
    const values = new Float32Array(kind === 'metric' ? [1, 2, 3] : [0, 1, 2]);
    const written = await exported({ kind, width: 3, height: 1, values }, { mapping: 'disparity' });
    expect(written.codes).toEqual(codes);
    expect(written.scale.mapping).toBe(mapping);
    expect(written.sidecar.options).toEqual({
      format: 'png16',
      polarity: 'near-white',
      mapping: 'disparity',
      invalid: 'mark',
      size: 'photo',
      place: false,
    });
  });

  test('keeps a stated range and counts what it clips', async () => {
    const { codes, sidecar } = await exported(metric([0.5, 1, 2, 3, 9]), {
      minimum: 1,
      maximum: 3,
      mapping: 'inverse',
    });
    expect(codes).toEqual([65535, 65535, 16385, 1, 1]);
    expect(sidecar.depthImage).toMatchObject({ clippedPixels: 2, nearValue: 1, farValue: 3 });
  });

  test('a metric map has no depth where it is not positive, as in space', async () => {
    const depth = metric([-1, 0, Number.POSITIVE_INFINITY, 1, 3]);
    expect((await exported(depth, {})).codes).toEqual([0, 0, 0, 65535, 1]);
  });

  test('puts invalid pixels far away where asked to', async () => {
    const depth = metric([Number.NaN, 1, 3]);
    expect((await exported(depth, { invalid: 'far' })).codes).toEqual([1, 65535, 1]);
    expect((await exported(depth, { invalid: 'far', polarity: 'near-black' })).codes).toEqual([
      65535, 1, 65535,
    ]);
    expect((await exported(depth, { invalid: 'zero' })).codes).toEqual([0, 65535, 1]);
  });

  test('makes metres of a relative map between stated planes, and says so', async () => {
    const values = new Float32Array([0, 0.5, 1]);
    const { codes, scale } = await exported(
      { kind: 'affine-depth', width: 3, height: 1, values },
      { near: 2, far: 6 },
    );
    expect(codes).toEqual([65535, 32768, 1]);
    expect(scale).toMatchObject({
      kind: 'metric',
      unit: 'metres',
      nearValue: 2,
      farValue: 6,
      stated: { near: 2, far: 6, note: expect.stringContaining('not measured') },
    });
  });

  test('writes a map of one value', async () => {
    expect((await exported(metric([5, 5]))).codes).toEqual([1, 1]);
  });

  test.each([
    [
      'values that have no inverse',
      [0, 1],
      { mapping: 'inverse' as const },
      /positive values, but the smallest is 0/,
    ],
    [
      'values that have no logarithm',
      [-1, 1],
      { mapping: 'log' as const },
      /log mapping needs positive values, but the smallest is -1/,
    ],
    ['a custom size without a length', [1, 2], { size: 'custom' as const }, /long edge/],
    ['a range that is upside down', [1, 2], { minimum: 3, maximum: 1 }, /minimum is 3 and the maximum 1/],
    ['a range without extent', [1, 2], { minimum: 3, maximum: 3 }, /minimum is 3 and the maximum 3/],
    ['a map without a value', [Number.NaN], {}, /no valid pixel/],
  ])('refuses %s', async (_, values, options, sentence) => {
    const refusal = { code: 'bad-input', message: expect.stringMatching(sentence) };
    // Only a relative map has values that are not positive: of a metric one they are no depth.
    const kind = 'mapping' in options ? ('affine-disparity' as const) : ('metric' as const);
    await expect(exported({ ...metric(values), kind }, options)).rejects.toMatchObject(refusal);
  });
});
