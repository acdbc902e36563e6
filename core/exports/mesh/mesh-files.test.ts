import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'three/addons/libs/fflate.module.js';
import { expect, test } from 'vitest';
import { meshOptionsSchema } from '../../../contract/exports/geometry.ts';
import { exportSource } from '../../../test/fixtures/export-source.ts';
import { step } from '../../../test/fixtures/scenes.ts';
import { factsOf } from '../../../test/fixtures/written-mesh.ts';
import { namesFor } from './companion-names.ts';
import { writeMesh } from './write-mesh.ts';

const usda = meshOptionsSchema.parse({ format: 'usda', camera: true });

test('a USD has its photo and camera beside it, and both are written or none', async () => {
  const { source, folder } = await exportSource(factsOf(step, 16, 12));
  const { picture } = namesFor('a b.usda', usda);
  expect(picture).toMatch(/^a_b-[0-9a-f]{8}\.jpg$/);
  const names = [String(picture), 'a b.chan', 'a b.camera.json'];
  await writeMesh(source, usda, join(folder, 'a b.usda'), { overwrite: false });
  expect(await readdir(folder)).toEqual(
    [...names, 'a b.usda', 'a b.usda.json', 'photo.png'].sort((a, b) => (a < b ? -1 : 1)),
  );
  const text = await readFile(join(folder, 'a b.usda'), 'latin1');
  expect(text).toContain(`asset inputs:file = @${picture}@`);
  expect(text).toContain('def Mesh "ImagePlane"');
  const sidecar = JSON.parse(await readFile(join(folder, 'a b.usda.json'), 'utf8'));
  expect(sidecar.files).toEqual(names);
  expect(sidecar.camera).toEqual(JSON.parse(await readFile(join(folder, 'a b.camera.json'), 'utf8')));

  await writeFile(join(folder, 'c.camera.json'), 'of a person');
  await expect(writeMesh(source, usda, join(folder, 'c.usda'), { overwrite: false })).rejects.toMatchObject({
    code: 'exists',
  });
  expect((await readdir(folder)).filter((name) => name.startsWith('c.'))).toEqual(['c.camera.json']);
});

test.each(['usda', 'glb'] as const)('where one file is wanted a %s is an archive of all', async (format) => {
  const { source, folder } = await exportSource(factsOf(step, 16, 12));
  const path = join(folder, `a b.${format}.zip`);
  await writeMesh(source, { ...usda, format }, path, { overwrite: false });
  const files = unzipSync(new Uint8Array(await readFile(path)));
  const picture = format === 'usda' ? ['a_b.jpg'] : [];
  expect(Object.keys(files)).toEqual([`a_b.${format}`, ...picture, 'a_b.chan', 'a_b.camera.json']);
  expect(strFromU8(files['a_b.chan'])).toMatch(/^1\t0\t0\t0\t0\t0\t0\t[\d.]+\n$/);
});

test('without a texture there is no USD', async () => {
  const { source, folder } = await exportSource(factsOf(step, 16, 12));
  const options = { ...usda, texture: 'none' as const };
  await expect(
    writeMesh(source, options, join(folder, 'a.usda'), { overwrite: false }),
  ).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining('jpeg or png') });
  expect(await readdir(folder)).toEqual(['photo.png']);
});
