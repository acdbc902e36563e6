import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodePixels } from '../../core/photos/decode.ts';
import { renderPreviews } from '../../core/photos/previews.ts';
import { EXTRA_CHANNELS, GREY_PROFILES, OTHER_DECODERS, STATED_COLOURS } from './colour-cases.ts';
import { HEIGHT, SIDE, WIDTH } from './patches.ts';
import { TIFF_NUMBERS } from './tiff-cases.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'depthroom-colours-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe.each([
  ['channels beside the colours', EXTRA_CHANNELS],
  ['profiles of grey', GREY_PROFILES],
  ['colours stated by numbers', STATED_COLOURS],
  ['numbers in TIFF', TIFF_NUMBERS],
  ['decoders in WebAssembly', OTHER_DECODERS],
] as const)('%s', (kind, cases) => {
  it.each(cases.map((each) => [each.name, each] as const))('%s', async (name, {
    make,
    expected,
    tolerance,
  }) => {
    const path = join(folder, `${kind}-${name}`.replace(/\W+/g, '-'));
    await writeFile(path, await make());
    const { width, height, rgb } = await decodePixels(path);
    expect([width, height]).toEqual([WIDTH, HEIGHT]);
    let sum = 0;
    for (let p = 0, at = 0; p < width * height; p++)
      for (let k = 0; k < 3; k++, at++)
        sum += Math.abs(rgb[at] - expected[Math.floor((p % width) / SIDE)][k]);
    const found = expected.map((_, k) => [...rgb.subarray((k * SIDE + 8) * 3, (k * SIDE + 8) * 3 + 3)]);
    const difference = sum / rgb.length;
    if (process.env.SHOW_MAD) console.log(`MAD ${difference.toFixed(2)}  ${kind}: ${name}`);
    expect(difference, `mean absolute difference; found ${JSON.stringify(found)}`).toBeLessThanOrEqual(
      tolerance,
    );
    expect((await renderPreviews(path)).preview).toMatchObject({ width, height });
  });
});

it.each([
  'srgb.jxl',
  'pq.jxl',
  'srgb.heic',
  'p3-profile.heic',
  'sequence.avif',
])('a cut-off or broken %s is refused, and never hangs', async (name) => {
  const whole = await readFile(new URL(`files/${name}`, import.meta.url));
  for (const share of [0.2, 0.5, 0.8]) {
    const path = join(folder, `cut-${name}`);
    await writeFile(path, whole.subarray(0, Math.floor(whole.length * share)));
    await expect(decodePixels(path)).rejects.toMatchObject({
      code: expect.stringMatching(/^(not-an-image|unsupported-format)$/),
    });
  }
  for (let at = 40; at < whole.length; at += 1 + Math.floor(whole.length / 12)) {
    const broken = Buffer.from(whole);
    broken[at] ^= 0xff;
    const path = join(folder, `broken-${name}`);
    await writeFile(path, broken);
    const code = await decodePixels(path).then(
      () => 'read',
      (thrown) => thrown.code,
    );
    expect(code).toMatch(/^(read|not-an-image|unsupported-format|too-large)$/);
  }
});
