import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { readExrChannel } from '../fixtures/read-exr.ts';
import { openShot, PACK, writeShot } from './open-shot.ts';

const SHOT = ['sequence', 'in/shot.####.png', '--pack', PACK, '-o', 'out', '--median', '1'];

test('frames of a relative model lie on the scale of the first; what is missing or fails is held; what is done is kept', async () => {
  const { out, run, values, record } = await openShot();
  const first = await run(...SHOT);
  expect(first.code).toBe(1);
  expect(first.stderr).toContain('shot.1004.png');
  expect(first.stdout).toContain('Frame 1003 is missing: it holds the depth of frame 1002.');
  expect(first.stdout).toContain('Frame 1004 failed: it holds the depth of frame 1002.');
  expect(first.stdout).toMatch(/^Flicker: \d/m);
  expect((await readdir(out)).filter((name) => name.endsWith('.exr'))).toHaveLength(5);

  const [one, two, three, five] = [
    await values(1001),
    await values(1002),
    await values(1003),
    await values(1005),
  ];
  expect(three).toEqual(two);
  const span = Math.max(...one) - Math.min(...one);
  for (const other of [two, five])
    for (const [p, value] of one.entries()) expect(Math.abs(other[p] - value)).toBeLessThan(0.02 * span);

  const { frames, range, flicker, pattern } = await record();
  expect(pattern).toBe('shot.####.png');
  expect(frames.map(({ heldFrom }: { heldFrom: number | null }) => heldFrom)).toEqual([
    null,
    null,
    1002,
    1002,
    null,
  ]);
  expect(frames[4].line.scale).toBeCloseTo(1 / 0.8, 1);
  expect(range.minimum).toBeLessThan(range.maximum);
  expect(flicker.pairs).toBeGreaterThan(0);

  await rm(join(out, 'shot.1002.exr'));
  await rm(join(out, 'shot.1005.exr.json'));
  const again = await run(...SHOT);
  expect(again.stdout.match(/\(done before\)/g)).toHaveLength(3);
  expect(await readdir(out)).toContain('shot.1005.exr.json');
  expect((await readdir(out)).filter((name) => name.endsWith('.exr'))).toHaveLength(5);
});

test('a file that somebody else made is not overwritten', async () => {
  const { out, run } = await openShot();
  await mkdir(out);
  await writeFile(join(out, 'shot.1001.exr'), 'mine');
  const refused = await run(...SHOT);
  expect(refused.stderr).toContain('shot.1001.exr');
  expect(await readFile(join(out, 'shot.1001.exr'), 'utf8')).toBe('mine');
});

test('grey has one range, metres are laid between near and far of all frames, and a mesh needs them', async () => {
  const { folder, out, run, record } = await openShot();
  const grey = await run(
    ...SHOT,
    '--as',
    'png16',
    '--as',
    'glb',
    '--near',
    '1',
    '--far',
    '4',
    '--frames',
    '1001-1002',
  );
  expect(grey).toMatchObject({ code: 0, stderr: '' });
  expect(await record()).toMatchObject({
    range: { minimum: 1, maximum: 4, from: 'as stated' },
    metres: { near: 1, far: 4 },
  });
  for (const frame of [1001, 1002]) {
    const sidecar = JSON.parse(await readFile(join(out, `shot.${frame}.png.json`), 'utf8'));
    expect(sidecar.depthImage).toMatchObject({ nearValue: 1, farValue: 4, unit: 'metres' });
    expect(sidecar.run.notes.join(' ')).toContain('not measured');
  }
  expect((await run(...SHOT, '--as', 'glb')).stderr).toMatch(/near and far/);
  expect((await run(...SHOT, '--as', 'stl')).stderr).toMatch(/relief/);
  expect((await run(...SHOT, '--as', 'png16', '--as', 'preview')).stderr).toMatch(/\.png/);
  expect((await run('sequence', 'clip.mov', '--pack', PACK, '-o', 'out')).stderr).toMatch(/is a video/);
  await rm(folder, { recursive: true, force: true });
});

test('mattes of all frames end at one depth, and displacements move one plane', async () => {
  const { folder, out, run, record } = await openShot();
  await writeShot(join(folder, 'all'), [
    [1, 1],
    [2, 0.5],
  ]);
  const words = ['sequence', 'all/shot.#.png', '--pack', 'fastdepth', '-o', 'out'];
  const done = await run(...words, '--as', 'matte-exr', '--as', 'displacement');
  expect(done).toMatchObject({ code: 0, stderr: '' });
  const { range, nearerThan, plane } = await record();
  expect(nearerThan).toBeCloseTo((range.minimum + range.maximum) / 2, 6);
  expect(plane).toBe(range.maximum);
  expect(done.stdout).toContain(
    `Mattes of all frames: nearer than ${Number(nearerThan.toPrecision(4))} metres.`,
  );
  expect(done.stdout).toContain(`Plane of all displacements: at ${Number(plane.toPrecision(4))} metres`);
  const facts = async (file: string) =>
    JSON.parse(await readFile(join(out, `${file}.json`), 'utf8')).depthImage;
  const planes = [];
  for (const frame of [1, 2]) {
    expect((await facts(`shot.${frame}.exr`)).nearerThan).toBe(nearerThan);
    const displaced = await facts(`shot.${frame}.zip`);
    planes.push(displaced.plane);
    expect(displaced.plane.camera).toEqual([0, 0, plane]);
    const { 'plane.obj': text, 'displacement.exr': exr } = unzipSync(
      await readFile(join(out, `shot.${frame}.zip`)),
    );
    const [x] = /^v (\S+)/m.exec(new TextDecoder().decode(text))?.slice(1).map(Number) ?? [];
    expect(x).toBeCloseTo(-displaced.plane.width / 2, 4);
    const forward = readExrChannel(Buffer.from(exr), 'Y').values;
    expect(Math.min(...forward)).toBeCloseTo(displaced.smallest, 5);
    expect(Math.max(...forward)).toBeCloseTo(displaced.largest, 5);
  }
  expect(planes[1]).toEqual(planes[0]);
  // Found in the frames: no part can go beside it.
  expect((await run(...words, '--as', 'displacement', '--frames', '2')).code).toBe(1);
});

test('what could not be had is said once for all frames, and kept, also of what is done; a camera has the number of its frame', async () => {
  const { folder, out, run, record } = await openShot();
  await writeShot(join(folder, 'all'), [
    [1, 1],
    [2, 0.5],
  ]);
  const words = [
    'sequence',
    'all/shot.#.png',
    '--pack',
    'fastdepth',
    '-o',
    'out',
    '--as',
    'glb',
    '--triangles',
    '5',
    '--camera',
  ];
  for (const files of ['made', 'done before']) {
    const { code, stdout } = await run(...words);
    expect(code, files).toBe(0);
    expect(stdout.match(/^In frames 1-2: Cuts .* left \d+ to \d+ triangles, 5 were .*\.$/gm)).toHaveLength(1);
    const { notes, frames } = await record();
    expect(notes.map((each: { frames: number[] }) => each.frames)).toContainEqual([1, 2]);
    expect(frames[1].files[0].notes[0]).toMatch(/left \d+ triangles, 5 were/);
  }
  for (const frame of [1, 2])
    expect(await readFile(join(out, `shot.${frame}.chan`), 'utf8')).toMatch(new RegExp(`^${frame}\\t0\\t`));
  const turned = await run(...words.slice(0, 6), '--as', 'png16', '--minimum', '3', '--maximum', '2');
  expect(turned).toMatchObject({ code: 1, stdout: '' });
  expect(turned.stderr).toContain('below its maximum');
});
