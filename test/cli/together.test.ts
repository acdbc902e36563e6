import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { SAMPLE, temporaryFolder } from '../open-engine.ts';
import { LAUNCHER, runProgram } from './run-program.ts';

test('the same batch twice at once fails nothing, and every file is there once', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'photos'));
  const places = Array.from({ length: 12 }, (_, k) => k);
  for (const k of places)
    await sharp(SAMPLE)
      .resize(80 + k, 60)
      .toFile(join(folder, 'photos', `${k}.jpg`));
  const command = [LAUNCHER, 'estimate', 'photos', '--pack', 'fastdepth', '-o', 'out'];
  const at = { cwd: folder, home: join(folder, 'home') };
  const ended = await Promise.all([runProgram(command, at), runProgram(command, at)]);
  for (const { code, stderr } of ended) {
    expect(stderr).toMatch(/, 0 failed/);
    expect(code).toBe(0);
  }
  expect(await readdir(join(folder, 'out'))).toHaveLength(36);
});
