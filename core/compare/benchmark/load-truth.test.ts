import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, expect, test } from 'vitest';
import { BENCHMARK_PROTOCOLS } from '../../../contract/compare/benchmark-protocols.ts';
import type { Photo } from '../../../contract/photo.ts';
import { writeNpy } from '../../formats/write-npy.ts';
import { loadBenchmarkTruth } from './load-truth.ts';
import { resolveRules } from './resolve-rules.ts';

const folder = await mkdtemp(join(tmpdir(), 'depthroom-truth-'));
afterAll(() => rm(folder, { recursive: true }));
const size = { width: 640, height: 480 };
const photo = { ...size, intrinsics: { fx: 600, fy: 600, cx: 320, cy: 240 } } as Photo;
const shape: [number, number] = [size.height, size.width];
const middle = 240 * size.width + 320;

async function metresInTheMiddle(depth: string, scale?: number): Promise<number> {
  const rules = resolveRules({ protocol: 'nyu-marigold', ...(scale === undefined ? {} : { scale }) });
  const truth = await loadBenchmarkTruth({ depth, mask: null, name: depth, photo }, rules);
  return truth.values[middle];
}

test('a protocol scales the whole numbers of its dataset, and leaves metres that are told as such', async () => {
  expect(BENCHMARK_PROTOCOLS['nyu-marigold'].truth.scale).toBe(1 / 1000);
  const metres = join(folder, 'metres.npy');
  const values = new Float32Array(size.width * size.height).fill(2.25);
  await writeNpy(metres, values, shape, { overwrite: false });
  expect(await metresInTheMiddle(metres)).toBeCloseTo(2.25, 6);
  const millimetres = join(folder, 'millimetres.npy');
  await writeNpy(
    millimetres,
    values.map(() => 2250),
    shape,
    { overwrite: false },
  );
  expect(await metresInTheMiddle(millimetres)).toBeCloseTo(2.25, 6);
  const png = join(folder, 'truth.png');
  const codes = new Uint16Array(values.length).fill(2250);
  const raw = { ...size, channels: 1 as const };
  await writeFile(png, await sharp(codes, { raw }).toColourspace('grey16').png().toBuffer());
  expect(await metresInTheMiddle(png)).toBeCloseTo(2.25, 6);
});

test('what a person says of the numbers counts for fractions too', async () => {
  const halves = join(folder, 'halves.npy');
  await writeNpy(halves, new Float32Array(size.width * size.height).fill(4.5), shape, { overwrite: false });
  expect(await metresInTheMiddle(halves, 0.5)).toBeCloseTo(2.25, 6);
});
