import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { SAMPLE, temporaryFolder } from '../open-engine.ts';
import { LAUNCHER, runProgram } from './run-program.ts';

/** Runs the same twice at once over some photos that nothing was made of; what both said and how they ended. */
async function twice(count: number, words: readonly string[]) {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'photos'));
  for (let k = 0; k < count; k++)
    await sharp(SAMPLE)
      .resize(80, 60)
      .modulate({ brightness: 1 + k / 20 })
      .toFile(join(folder, 'photos', `f.000${k}.jpg`));
  const command = [LAUNCHER, ...words, '--pack', 'fastdepth', '-o', 'out/'];
  const at = { cwd: folder, home: join(folder, 'home') };
  const ended = await Promise.all([runProgram(command, at), runProgram(command, at)]);
  return { ended, files: await readdir(join(folder, 'out')) };
}

test('the same batch twice at once fails nothing, and every file is there once', async () => {
  const { ended, files } = await twice(5, ['estimate', 'photos']);
  for (const { code, stderr } of ended) {
    expect(stderr).toMatch(/, 0 failed/);
    expect(code).toBe(0);
  }
  expect(files).toHaveLength(15);
});

test('the same export twice at once fails nothing, and every file is there once', async () => {
  const { ended, files } = await twice(4, ['export', 'photos', '--format', 'ply']);
  for (const { code, stderr } of ended) {
    expect(stderr).toMatch(/, 0 failed/);
    expect(code).toBe(0);
  }
  expect(files).toHaveLength(8);
});

test('the same sequence twice at once fails nothing, and every file is there once', async () => {
  const { ended, files } = await twice(4, ['sequence', 'photos/f.####.jpg', '--as', 'exr']);
  for (const { code, stderr } of ended) {
    expect(stderr).toBe('');
    expect(code).toBe(0);
  }
  expect(files).toHaveLength(9);
});
