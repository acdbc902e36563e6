import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { readNpy } from '../../core/formats/read-npy.ts';
import { readExr } from '../fixtures/read-exr.ts';
import { openTerminal } from './open-terminal.ts';

const [WIDTH, HEIGHT] = [96, 80];

test('a recipe with a mask of a PNG mends a map; the result is exported with its mask and its matte', async () => {
  const { folder, run } = await openTerminal();
  const mask = Buffer.alloc(WIDTH * HEIGHT);
  // The upper quarter is the sky.
  mask.fill(255, 0, WIDTH * 20);
  await sharp(mask, { raw: { width: WIDTH, height: HEIGHT, channels: 1 } })
    .toColourspace('b-w')
    .png()
    .toFile(join(folder, 'sky.png'));
  const recipe = {
    strokes: [
      { region: { shape: 'mask', png: 'sky.png' }, operation: { do: 'mask-out' } },
      {
        region: { shape: 'brush', points: [[48, 50]], radius: 10, softness: 0.2 },
        operation: { do: 'push', farther: 1 },
      },
    ],
  };
  await writeFile(join(folder, 'recipe.json'), JSON.stringify(recipe));
  const mended = await run('mend', 'photo.png', '--pack', 'fastdepth', '--recipe', 'recipe.json', '--json');
  expect({ code: mended.code, stderr: mended.stderr }).toEqual({ code: 0, stderr: '' });
  expect(JSON.parse(mended.stdout)).toMatchObject({
    system: 'mended',
    derivation: { kind: 'mended', recipe: { strokes: 2 } },
    result: { kind: 'metric', invalidPixels: WIDTH * 20 },
  });

  const exported = async (name: string, ...flags: string[]) => {
    const { code, stderr } = await run('export', '--all', '--pack', 'mended', '-o', name, ...flags);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const ending = name === 'exr' ? 'exr' : name === 'npy' ? 'npy' : 'png';
    return join(folder, name, `photo.mended.${ending}`);
  };
  const depth = await readNpy(await exported('npy', '--format', 'npy'));
  const original = await run(
    'export',
    'photo.png',
    '--pack',
    'fastdepth',
    '--format',
    'npy',
    '-o',
    'own.npy',
  );
  expect(original.code).toBe(0);
  const own = await readNpy(join(folder, 'own.npy'));
  expect(depth.values.subarray(0, WIDTH * 20).every(Number.isNaN)).toBe(true);
  expect(depth.values[50 * WIDTH + 48]).toBeCloseTo(own.values[50 * WIDTH + 48] + 1, 4);
  expect(depth.values[70 * WIDTH + 5]).toBe(own.values[70 * WIDTH + 5]);

  // The mask comes back as it went in.
  const maskBack = await sharp(await exported('mask', '--format', 'mask'))
    .toColourspace('b-w')
    .raw()
    .toBuffer();
  expect(maskBack.equals(mask)).toBe(true);

  // The matte, read by libpng and by three.
  const median = [...own.values].sort((a, b) => a - b)[own.values.length >> 1];
  const soft = 0.5;
  const flags = ['--nearer-than', String(median), '--soft', String(soft)];
  const png = await sharp(await exported('matte', '--format', 'matte-png16', ...flags))
    .toColourspace('grey16')
    .raw({ depth: 'ushort' })
    .toBuffer({ resolveWithObject: true });
  const codes = new Uint16Array(png.data.buffer, png.data.byteOffset, WIDTH * HEIGHT);
  const exr = readExr(await readFile(await exported('exr', '--format', 'matte-exr', ...flags)));
  expect([png.info.width, png.info.height, exr.width, exr.height]).toEqual([WIDTH, HEIGHT, WIDTH, HEIGHT]);
  let between = 0;
  for (let p = 0; p < codes.length; p++) {
    const z = depth.values[p];
    const share = Number.isNaN(z) ? 0 : Math.min(1, Math.max(0, (median - z) / soft + 0.5));
    if (share > 0 && share < 1) between++;
    expect(codes[p]).toBe(Math.round(65535 * share));
    expect(exr.values[p]).toBeCloseTo(share, 6);
  }
  expect(between).toBeGreaterThan(100);
});

test('what is no recipe is refused with a sentence, before anything is estimated', async () => {
  const { folder, run } = await openTerminal();
  const mend = async (content: string, ...flags: string[]) => {
    await writeFile(join(folder, 'recipe.json'), content);
    const given = flags.length > 0 ? flags : ['--pack', 'fastdepth'];
    return run('mend', 'photo.png', '--recipe', 'recipe.json', ...given);
  };
  expect((await mend('{')).stderr).toContain('recipe.json is none');
  expect((await mend('{"strokes": []}')).stderr).toContain('strokes');
  const unknown = '{"strokes": [{"region": {"shape": "everything"}, "operation": {"do": "paint"}}]}';
  expect((await mend(unknown)).stderr).toMatch(/recipe\.json is no recipe.*operation/);
  const everything = '{"strokes": [{"region": {"shape": "everything"}, "operation": {"do": "level"}}]}';
  expect((await mend(everything, '--pack', 'fastdepth', '--run', '12')).stderr).toContain('both or neither');
  const missing = await mend(everything, '--run', '12');
  expect(missing.code).toBe(1);
  expect(missing.stderr).toContain('whose id begins with "12"');
});
