import { copyFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { SAMPLE, temporaryFolder } from '../open-engine.ts';
import { LAUNCHER, runProgram } from './run-program.ts';

test('compare: two models against ground truth, numbers as JSON, a report and a contact sheet', async () => {
  const folder = await temporaryFolder();
  await copyFile(SAMPLE, join(folder, 'photo.png'));
  const run = (...args: string[]) =>
    runProgram([LAUNCHER, ...args], { cwd: folder, home: join(folder, 'home') });
  expect((await run('estimate', 'photo.png', '--pack', 'fastdepth', '-o', 'out')).code).toBe(0);

  const packs = ['--packs', 'fastdepth, marigold-starter', '--steps', '2'];
  const truth = ['--truth', 'out/photo.fastdepth.npy', '--truth-format', 'metres'];
  const files = ['--report', 'out.html', '--language', 'de', '--sheet', 'sheet.png'];
  const { code, stdout, stderr } = await run(
    'compare',
    'photo.png',
    ...packs,
    ...truth,
    '--robust',
    ...files,
    '--json',
  );
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const answer = JSON.parse(stdout);
  expect(answer).toMatchObject({
    referenceTitle: 'photo.fastdepth.npy',
    alignment: { method: 'affine', space: 'own', fit: 'robust' },
    files: ['out.html', 'sheet.png'],
    subjects: [
      // The truth is this run's own map: the exact robust line is the identity.
      {
        kind: 'metric',
        fit: { scale: expect.closeTo(1, 6), shift: expect.closeTo(0, 5) },
        metrics: { delta1: 1 },
      },
      { kind: 'affine-depth', refusal: null, fit: { space: 'depth' } },
    ],
  });
  expect(await readFile(join(folder, 'out.html'), 'utf8')).toContain('Von einem Menschen bestätigt.');
  expect((await sharp(join(folder, 'sheet.png')).metadata()).format).toBe('png');

  const again = await run('compare', 'photo.png', ...packs, ...files);
  expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('out.html is there already') });
  const none = await run('compare', 'photo.png', '--packs', 'marigold-starter', '--align', 'none', ...truth);
  expect(none).toMatchObject({ code: 1, stderr: expect.stringContaining('unknown scale and shift') });
  expect((await run('compare', 'photo.png', ...packs, '--align', 'guess')).code).toBe(2);
});
