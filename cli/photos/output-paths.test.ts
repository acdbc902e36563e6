import { link, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { meshOptionsSchema } from '../../contract/exports/geometry.ts';
import {
  checkOutputs,
  estimatePaths,
  estimatePathsOf,
  exportPaths,
  refuseTwice,
  runEndings,
  uniqueStems,
} from './output-paths.ts';

const pathsOf = (stem: string) => estimatePaths(join('out', `${stem}.fastdepth`));
const objOf = (stem: string) =>
  exportPaths(join('out', `${stem}.obj`), {
    kind: 'mesh',
    options: meshOptionsSchema.parse({ format: 'obj', texture: 'jpeg' }),
  });

test('photos that differ by extension, case or folder only make files of their own', () => {
  expect(uniqueStems(['a.png', 'b.png'], pathsOf)).toEqual(['a', 'b']);
  expect(uniqueStems(['a.png', 'a.jpg', 'A.JPG', 'a.jpg.png'], pathsOf)).toEqual([
    'a',
    'a.jpg',
    'A.2',
    'a.jpg.png',
  ]);
  const long = '写'.repeat(60);
  expect(uniqueStems([`${long}1.png`, `${long}2.png`], pathsOf)).toEqual([
    '写'.repeat(50),
    `${'写'.repeat(50)}.2`,
  ]);
});

test('what lies beside an OBJ has a name of its own, also where its letters cannot stand in one', () => {
  const [mesh, facts, picture, material] = objOf('ä').map((path) => basename(path));
  expect([mesh, facts]).toEqual(['ä.obj', 'ä.obj.json']);
  expect([picture, material].map((name) => /^_-[0-9a-f]{8}\.(jpg|mtl)$/.exec(name)?.[1])).toEqual([
    'jpg',
    'mtl',
  ]);
  // As a Mac spells it, it is the same name.
  expect(objOf('ä'.normalize('NFD'))[2].slice(-12)).toBe(picture.slice(-12));
  expect(uniqueStems(['ä.png', 'ö.png', 'my photo.png', 'my_photo.png'], objOf)).toEqual([
    'ä',
    'ö',
    'my photo',
    'my_photo',
  ]);
});

test('an input is no place for an output, whatever name it goes by; a copy of it is', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'depthroom-outputs-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const at = (name: string) => join(folder, name);
  for (const name of ['photo.png', 'copy.png']) await writeFile(at(name), 'pixels');
  await link(at('photo.png'), at('hard.png'));
  if (process.platform !== 'win32') await symlink('photo.png', at('soft.png'));
  const names = ['photo.png', 'hard.png', ...(process.platform === 'win32' ? [] : ['soft.png'])];
  for (const name of names)
    await expect(checkOutputs([at('new.png'), at(name)], [undefined, at('photo.png')])).rejects.toMatchObject(
      {
        code: 'bad-input',
        message: expect.stringMatching(/would overwrite photo\.png, which is one of them: [^\n]+\.$/),
      },
    );
  await checkOutputs([at('copy.png'), at('new.png')], [at('photo.png'), at('gone.png')]);
  const beside = exportPaths(at('ä.obj'), {
    kind: 'mesh',
    options: meshOptionsSchema.parse({ format: 'obj', texture: 'jpeg' }),
  });
  await writeFile(beside[2], 'pixels');
  await expect(checkOutputs(beside, [beside[2]])).rejects.toMatchObject({ code: 'bad-input' });
});

test('one place for two files is refused', () => {
  refuseTwice(['a.html', 'a.png']);
  expect(() => refuseTwice(['a.html', './a.html'])).toThrow(/\.\/a\.html would be written twice/);
});

test('every run of a pack on a photo has a name of its own, the same in every call', () => {
  const run = (photo: string, packId: string) => ({ photo: { id: photo }, run: { packId } });
  const runs = [run('a', 'p'), run('b', 'p'), run('a', 'q'), run('a', 'p'), run('a', 'p')];
  expect(runEndings(runs, ({ packId }) => packId)).toEqual(['p', 'p', 'q', 'p.2', 'p.3']);
});

test('a photo whose name speaks of uncertainty has the files of any other', () => {
  const base = join('x.uncertainty.y', 'a.uncertainty.fastdepth');
  expect(estimatePathsOf(base, { hasUncertainty: false })).toEqual(
    ['npy', 'png', 'json'].map((ending) => `${base}.${ending}`),
  );
  expect(estimatePathsOf(base, { hasUncertainty: true })).toEqual(estimatePaths(base));
});
