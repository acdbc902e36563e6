import { appendFile, mkdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { SAMPLE, temporaryFolder } from '../open-engine.ts';
import { LAUNCHER, runProgram } from './run-program.ts';

const WIDTH = 96;
const HEIGHT = 72;

async function makeDataset(folder: string): Promise<void> {
  for (const name of ['rgb', 'depth', 'mask']) await mkdir(join(folder, 'data', name), { recursive: true });
  for (const [k, name] of ['a', 'b', 'c'].entries()) {
    await sharp(SAMPLE)
      .resize(WIDTH, HEIGHT, { fit: 'fill' })
      .modulate({ brightness: 1 - 0.2 * k })
      .toFile(join(folder, 'data', 'rgb', `${name}.png`));
    // A floor from 1 m below to 4 m above, known in two thirds of the pixels.
    const codes = Uint16Array.from({ length: WIDTH * HEIGHT }, (_, p) =>
      p % 3 === 0 ? 0 : 4000 - Math.round((3000 * Math.floor(p / WIDTH)) / HEIGHT),
    );
    await sharp(codes, { raw: { width: WIDTH, height: HEIGHT, channels: 1 } })
      .toColourspace('grey16')
      .png()
      .toFile(join(folder, 'data', 'depth', `${name}.png`));
  }
  // The mask of one sample lets its lower half count.
  const mask = Buffer.from(
    Uint8Array.from({ length: WIDTH * HEIGHT }, (_, p) => (p < (WIDTH * HEIGHT) / 2 ? 0 : 255)),
  );
  await sharp(mask, { raw: { width: WIDTH, height: HEIGHT, channels: 1 } })
    .toColourspace('b-w')
    .png()
    .toFile(join(folder, 'data', 'mask', 'b.png'));
}

test('evaluate: packs over a folder with truth, a table, a report; goes on where it was stopped', async () => {
  const folder = await temporaryFolder();
  await makeDataset(folder);
  const run = (...args: string[]) =>
    runProgram([LAUNCHER, ...args], { cwd: folder, home: join(folder, 'home') });
  const command = ['evaluate', 'data', '--packs', 'fastdepth,marigold-starter', '-o', 'out'];
  const rules = ['--protocol', 'scannet-marigold'];

  const first = await run(...command, ...rules);
  expect({ code: first.code, stderr: first.stderr }).toEqual({ code: 0, stderr: '' });
  expect(first.stdout).toContain('6/6  rgb/c.png  marigold-starter: AbsRel ');
  const results = JSON.parse(await readFile(join(folder, 'out', 'results.json'), 'utf8')).results;
  const known = Math.floor((2 * WIDTH * HEIGHT) / 3);
  expect(results).toMatchObject([
    { packId: 'fastdepth', samples: 3, failed: 0, pixels: 2 * known + known / 2 },
    { packId: 'marigold-starter', samples: 3, failed: 0 },
  ]);
  for (const { metrics } of results) {
    expect(metrics.absRel.low).toBeLessThanOrEqual(metrics.absRel.mean);
    expect(metrics.absRel.mean).toBeLessThanOrEqual(metrics.absRel.high);
    expect(metrics.absRel.mean).toBeGreaterThan(0);
    expect(metrics.absRel.mean).toBeLessThan(1);
  }
  expect(await readFile(join(folder, 'out', 'results.md'), 'utf8')).toContain('| FastDepth');
  expect(await readFile(join(folder, 'out', 'report.html'), 'utf8')).toContain('Worst (mean AbsRel');

  // Killed in the middle of a line, and before it: the others are taken as they are.
  const rows = join(folder, 'out', 'samples.jsonl');
  const text = await readFile(rows, 'utf8');
  await truncate(rows, text.length - 40);
  const again = await run(...command, ...rules, '--json');
  expect(again.code).toBe(0);
  const lines = again.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.slice(0, 6).map(({ wasKnown }) => wasKnown)).toEqual([true, true, true, true, true, false]);
  expect(lines[6].results).toEqual(results);

  // Truth that changed is measured again, one that is damaged fails alone.
  await writeFile(join(folder, 'data', 'depth', 'a.png'), 'no picture');
  const broken = await run(...command, ...rules);
  expect(broken.code).toBe(1);
  expect(broken.stdout).toMatch(/rgb\/a\.png {2}fastdepth: Expected ground truth as/);
  expect(broken.stdout).toContain('2 (1 failed)');

  await rm(join(folder, 'data', 'depth'), { recursive: true });
  await appendFile(join(folder, 'list.csv'), 'image,depth\ndata/rgb/a.png,data/depth/a.png\n');
  expect(await run('evaluate', 'data', '--packs', 'fastdepth', '-o', 'none')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('Expected photos with truth of the same name'),
  });
  const missing = await run('evaluate', 'list.csv', '--packs', 'fastdepth', '-o', 'none');
  expect(missing.code).toBe(1);
  expect(missing.stdout).toContain('0 (1 failed)');
});
