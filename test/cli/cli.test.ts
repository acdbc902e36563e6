import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hashFile } from '../../core/disk/hash-file.ts';
import { readNpy } from '../../core/formats/read-npy.ts';
import { RESOURCES, SAMPLE } from '../open-engine.ts';
import { openTerminal } from './open-terminal.ts';

test('estimate writes the raw map, a preview and a record', async () => {
  const { folder, run } = await openTerminal();
  const { code, stdout, stderr } = await run('estimate', 'photo.png', '--pack', 'fastdepth', '-o', 'out');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout.trim().split('\n')).toEqual(
    ['npy', 'png', 'json'].map((end) => join('out', `photo.fastdepth.${end}`)),
  );
  expect((await readdir(join(folder, 'out'))).sort()).toEqual([
    'photo.fastdepth.json',
    'photo.fastdepth.npy',
    'photo.fastdepth.png',
  ]);

  const { values, width, height } = await readNpy(join(folder, 'out', 'photo.fastdepth.npy'));
  expect([width, height]).toEqual([96, 80]);
  expect(values.every((metres) => metres > 0.1 && metres < 20)).toBe(true);
  expect(JSON.parse(await readFile(join(folder, 'out', 'photo.fastdepth.json'), 'utf8'))).toMatchObject({
    kind: 'metric',
    unit: 'metres',
    size: { width: 96, height: 80 },
    modelSize: { width: 224, height: 224 },
    options: {},
    seed: null,
    pack: 'fastdepth',
    packHash: await hashFile(join(RESOURCES, 'packs', 'fastdepth', 'pack.json')),
    provider: 'cpu',
    error: null,
  });
});

test('files are not overwritten without being told to', async () => {
  const { folder, run } = await openTerminal();
  await mkdir(join(folder, 'out'));
  await writeFile(join(folder, 'out', 'photo.fastdepth.npy'), 'mine');
  const refused = await run('estimate', 'photo.png', '--pack', 'fastdepth', '-o', 'out');
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain('photo.fastdepth.npy');
  expect(await readFile(join(folder, 'out', 'photo.fastdepth.npy'), 'utf8')).toBe('mine');
  expect((await run('estimate', 'photo.png', '--pack', 'fastdepth', '-o', 'out', '--force')).code).toBe(0);
});

test('a photo is not overwritten by what is made of it, nor what is made of another', async () => {
  const { folder, run } = await openTerminal();
  for (const [command, ...rest] of [
    ['compare', '--packs', 'fastdepth', '--report', './photo.png'],
    ['export', '--pack', 'fastdepth', '--format', 'png16', '-o', 'photo.png'],
  ]) {
    const refused = await run(command, 'photo.png', ...rest, '--force');
    expect(refused).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^depthroom: [^\n]+ overwrite photo\.png[^\n]+\n$/),
    });
  }
  expect(await readFile(join(folder, 'photo.png'))).toEqual(await readFile(SAMPLE));

  await copyFile(SAMPLE, join(folder, 'photo.jpg'));
  const both = await run('estimate', 'photo.png', 'photo.jpg', '--pack', 'fastdepth', '-o', 'out', '--force');
  expect(both.code).toBe(0);
  expect((await readdir(join(folder, 'out'))).filter((name) => name.endsWith('.npy')).sort()).toEqual([
    'photo.fastdepth.npy',
    'photo.jpg.fastdepth.npy',
  ]);
});

test('a folder works as well as a photo; a broken file fails alone', async () => {
  const { folder, run } = await openTerminal();
  await mkdir(join(folder, 'photos'));
  await copyFile(SAMPLE, join(folder, 'photos', 'a.png'));
  await copyFile(
    join(RESOURCES, '..', 'test', 'parity', 'images', 'drawn_29x40.png'),
    join(folder, 'photos', 'b.png'),
  );
  await writeFile(join(folder, 'photos', 'c.jpg'), 'no photo');
  const { code, stdout, stderr } = await run(
    'estimate',
    'photos',
    '--pack',
    'fastdepth',
    '-o',
    'out',
    '--size',
    'model',
    '--json',
  );
  expect(code).toBe(1);
  expect(stderr).toContain('c.jpg');
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.map(({ path, outcome, size }) => [path, outcome, size])).toEqual([
    [join('photos', 'a.png'), 'done', { width: 224, height: 224 }],
    [join('photos', 'b.png'), 'done', { width: 224, height: 224 }],
    [join('photos', 'c.jpg'), 'failed', undefined],
    [undefined, undefined, undefined],
  ]);
  expect(lines[3].summary).toMatchObject({
    done: 2,
    reused: 0,
    failed: 1,
    failures: [{ path: join('photos', 'c.jpg') }],
  });
});

test('export writes a point cloud of a photo that was not estimated before, and knows it afterwards', async () => {
  const { folder, run } = await openTerminal();
  const { code, stdout } = await run(
    'export',
    'photo.png',
    '--pack',
    'fastdepth',
    '--format',
    'ply',
    '-o',
    'photo.ply',
  );
  expect([code, stdout.trim()]).toEqual([0, 'photo.ply']);
  const ply = await readFile(join(folder, 'photo.ply'));
  expect(ply.subarray(0, 2000).toString('latin1')).toMatch(
    /^ply\nformat binary_little_endian 1\.0\n[\s\S]*element vertex 7680\n/,
  );
  expect(JSON.parse(await readFile(join(folder, 'photo.ply.json'), 'utf8'))).toBeTypeOf('object');

  const photos = JSON.parse((await run('photos', '--json')).stdout) as {
    name: string;
    runs: { packId: string }[];
  }[];
  expect(photos.map(({ name, runs }) => [name, runs.map((item) => item.packId)])).toEqual([
    ['photo.png', ['fastdepth']],
  ]);
  const again = await run('export', 'photo.png', '--pack', 'fastdepth', '-o', 'photo.ply');
  expect([again.code, again.stderr]).toEqual([0, '0 done, 1 reused, 0 failed.\n']);
  expect(await readFile(join(folder, 'photo.ply'))).toEqual(ply);
  const other = ['--pack', 'fastdepth', '--normals', '-o', 'photo.ply'];
  expect((await run('export', 'photo.png', ...other)).code).toBe(1);
  const blender = await run(
    'export',
    'photo.png',
    '--pack',
    'fastdepth',
    '--preset',
    'blender',
    '-o',
    'new/folder/',
  );
  expect([blender.code, blender.stdout.trim()]).toEqual([0, join('new', 'folder', 'photo.fastdepth.glb')]);
  expect(
    (await run('export', 'photo.png', '--pack', 'fastdepth', '--format', 'png16', '-o', 'photo.png16.png'))
      .code,
  ).toBe(0);
  expect(JSON.parse((await run('photos', '--json')).stdout)[0].runs.length).toBe(1);
  expect((await run('photos', '--starred')).stdout).toMatch(/: 0 starred photos$/m);
});

test('packs lists what is installed; a pack can be used where it lies', async () => {
  const { run } = await openTerminal();
  const packs = JSON.parse((await run('packs', '--json')).stdout) as { id: string; problem: string | null }[];
  expect(packs.find(({ id }) => id === 'fastdepth')?.problem).toBeNull();
  const inPlace = await run(
    'estimate',
    'photo.png',
    '--pack',
    join(RESOURCES, 'packs', 'fastdepth'),
    '-o',
    'out',
  );
  expect(inPlace.code).toBe(0);
});

test('what cannot be understood ends with 2, what cannot be done with 1 and one sentence', async () => {
  const { folder, run } = await openTerminal();
  expect((await run('estimate', 'photo.png', '--pack', 'fastdepth')).code).toBe(2);
  expect((await run('estimate', 'photo.png', '--sideways', '-o', 'out')).code).toBe(2);
  expect((await run('--help')).code).toBe(0);
  const none = await run('estimate', 'photo.png', '-o', 'out');
  expect([none.code, none.stderr.trim().split('\n').length]).toEqual([2, 1]);
  expect(await readdir(folder)).not.toContain('out');
  const unknown = await run('estimate', 'photo.png', '--pack', 'nothing', '-o', 'out');
  expect([unknown.code, unknown.stderr]).toEqual([1, expect.stringContaining('received "nothing"')]);
  const missing = await run('estimate', 'nowhere.jpg', '--pack', 'fastdepth', '-o', 'out');
  expect([missing.code, missing.stderr]).toEqual([1, expect.stringContaining('nowhere.jpg')]);
});

test('export writes a project as meshes for a program, and the format follows the name', async () => {
  const { folder, run } = await openTerminal();
  const few = ['--pack', 'fastdepth', '--triangles', '500'];
  const one = await run('export', 'photo.png', ...few, '-o', 'photo.glb');
  expect([one.code, one.stderr]).toEqual([0, '']);
  expect((await readFile(join(folder, 'photo.glb'))).toString('latin1', 0, 4)).toBe('glTF');

  const all = await run('export', '--preset', 'blender', '--all', '-o', 'out');
  expect([all.code, all.stdout.trim()]).toEqual([0, join('out', 'photo.fastdepth.glb')]);
  expect((await readdir(join(folder, 'out'))).sort()).toEqual([
    'photo.fastdepth.glb',
    'photo.fastdepth.glb.json',
  ]);

  const refused = await run('export', 'photo.png', ...few, '--preset', 'nuke-z', '-o', 'photo.exr');
  expect([refused.code, refused.stderr]).toEqual([
    2,
    expect.stringContaining('--triangles does not go with'),
  ]);
  expect((await run('export', 'photo.png', '--all', '-o', 'out')).code).toBe(2);
  const oneName = await run('export', '--all', '-o', 'all.glb');
  expect([oneName.code, oneName.stderr]).toEqual([2, expect.stringContaining('received "all.glb"')]);
  const foretold = await run('export', '--all', '--preset', 'blender', '--estimate', '-o', 'none/');
  expect([foretold.code, foretold.stdout.trim()]).toEqual([
    0,
    expect.stringMatching(/^none.photo\.fastdepth\.glb {2}[\d,]+ triangles at most, about [\d.]+ MB$/),
  ]);
  expect(await readdir(folder)).not.toContain('none');
  const noEdge = await run(
    'export',
    'photo.png',
    ...few.slice(0, 2),
    '--size',
    'custom',
    '-o',
    'none/deep/a.png',
  );
  expect([noEdge.code, noEdge.stderr]).toEqual([1, expect.stringContaining('needs a long edge')]);
  expect(await readdir(folder)).not.toContain('none');
  const notNumber = await run('export', 'photo.png', '--triangles', 'many', '-o', 'photo.glb');
  expect([notNumber.code, notNumber.stderr]).toEqual([2, expect.stringContaining('Expected a number')]);
});

test('a preset that means metres is refused for a relative map, and leaves nothing behind', async () => {
  const { folder, run } = await openTerminal();
  const relative = await run(
    'export',
    'photo.png',
    '--pack',
    'marigold-starter',
    '--preset',
    'nuke-z',
    '-o',
    'z/a.exr',
  );
  expect([relative.code, relative.stderr]).toEqual([1, expect.stringContaining('with --near and --far')]);
  expect(await readdir(folder)).not.toContain('z');
});
