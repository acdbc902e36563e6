import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { readExifTags } from '../../core/formats/tiff/read-tags.ts';
import { makeJpeg } from '../fixtures/camera-photos.ts';
import { temporaryFolder } from '../open-engine.ts';
import { LAUNCHER, runProgram } from './run-program.ts';

const GPS = 0x8825;

test('the place stays out of files until somebody says otherwise, once and for all', async () => {
  const folder = await temporaryFolder();
  const run = (...args: string[]) =>
    runProgram([LAUNCHER, ...args], { cwd: folder, home: join(folder, 'home') });
  await writeFile(join(folder, 'boats.jpg'), await makeJpeg(96, 80));
  const exported = async (name: string, ...flags: string[]) => {
    const { code, stderr } = await run('export', 'boats.jpg', '--pack', 'fastdepth', '-o', name, ...flags);
    expect(code).toBe(0);
    const { exif } = await sharp(await readFile(join(folder, name))).metadata();
    const tags = exif ? await readExifTags(exif) : new Map();
    return { hasPlace: tags.has(GPS), stderr };
  };
  const first = await exported('first.png');
  expect(first.hasPlace).toBe(false);
  expect(first.stderr).toContain('says where it was taken, which does not go along');
  expect((await exported('stated.png', '--place')).hasPlace).toBe(true);
  expect((await run('place', 'with')).stdout).toContain('The place goes along.');
  const kept = await exported('kept.png');
  expect(kept.hasPlace).toBe(true);
  expect(kept.stderr).not.toContain('taken');
  expect((await exported('against.png', '--no-place')).hasPlace).toBe(false);
  expect((await run('place', 'without')).stdout).toContain('does not go along');
  const last = await exported('last.png');
  expect(last.hasPlace).toBe(false);
  expect(last.stderr).not.toContain('taken');
});
