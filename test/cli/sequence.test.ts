import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { readExrChannel } from '../fixtures/read-exr.ts';
import { temporaryFolder } from '../open-engine.ts';
import { meanGraph, writePack } from '../synthetic-pack.ts';
import { LAUNCHER, runProgram } from './run-program.ts';

const [WIDTH, HEIGHT] = [48, 32];

/** A pack that calls near what is bright, on a scale that follows the exposure. */
const { folder: PACK } = writePack(
  {
    system: 'disparity',
    id: 'bright',
    depth: { kind: 'disparity' },
    input: {
      shortSide: HEIGHT,
      multipleOf: 1,
      rule: 'lower-bound',
      mean: [0.5, 0.5, 0.5],
      std: [0.25, 0.25, 0.25],
    },
  },
  { model: meanGraph(1, 3) },
);

/** Writes frames of one scene, whose exposure and slope tell them apart. */
async function writeShot(folder: string, frames: readonly (readonly [number, number])[], slope = 3) {
  await mkdir(folder);
  for (const [frame, gain] of frames) {
    const rgb = new Uint8Array(3 * WIDTH * HEIGHT);
    for (let p = 0; p < WIDTH * HEIGHT; p++)
      rgb.fill(Math.round(gain * (40 + slope * (p % WIDTH) + Math.floor(p / WIDTH))), 3 * p, 3 * p + 3);
    await sharp(rgb, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
      .png()
      .toFile(join(folder, `shot.${frame}.png`));
  }
}

/** Frames of one scene whose exposure changes: 1001, 1002, (no 1003), 1004 broken, 1005. */
async function openShot() {
  const folder = await temporaryFolder();
  await writeShot(join(folder, 'in'), [
    [1001, 1],
    [1002, 1.02],
    [1005, 0.8],
  ]);
  await writeFile(join(folder, 'in', 'shot.1004.png'), 'no picture');
  const run = (...args: string[]) =>
    runProgram([LAUNCHER, ...args], { cwd: folder, home: join(folder, 'home') });
  const out = join(folder, 'out');
  const values = async (frame: number) =>
    readExrChannel(await readFile(join(out, `shot.${frame}.exr`)), 'Z').values;
  const record = async () => JSON.parse(await readFile(join(out, 'shot.sequence.json'), 'utf8'));
  return { folder, out, run, values, record };
}

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

test('the files of another sequence are not overwritten, and its record is not taken', async () => {
  const { folder, out, run, record } = await openShot();
  await writeShot(
    join(folder, 'other'),
    [
      [1001, 1],
      [1002, 1.02],
    ],
    2,
  );
  const words = (photos: string, frames: string) => [
    'sequence',
    `${photos}/shot.####.png`,
    '--pack',
    PACK,
    '-o',
    'out',
    '--as',
    'npy',
    '--frames',
    frames,
  ];
  expect((await run(...words('in', '1001-1002'))).code).toBe(0);
  const before = await readFile(join(out, 'shot.1001.npy'));
  for (const [frames, file] of [
    ['1001-1002', 'shot.1001.npy'],
    ['1002', 'shot.1002.npy'],
  ]) {
    const refused = await run(...words('other', frames));
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain(`${file} is there already`);
  }
  await rm(join(out, 'shot.1001.npy'));
  await rm(join(out, 'shot.1001.npy.json'));
  expect((await run(...words('other', '1001'))).stderr).toContain('shot.sequence.json is there already');
  expect((await record()).frames).toHaveLength(2);
  // Its own is made again, also by another format.
  expect((await run(...words('in', '1001-1002'))).code).toBe(0);
  expect(await readFile(join(out, 'shot.1001.npy'))).toEqual(before);
  expect((await run(...words('in', '1001-1002'), '--as', 'exr')).code).toBe(0);
  expect((await run(...words('in', '1001-1002').with(7, 'pfm'))).code).toBe(0);
  const files = (await record()).frames[0].files.map(({ file }: { file: string }) => file);
  expect(files.sort()).toEqual(['shot.1001.exr', 'shot.1001.npy', 'shot.1001.pfm']);
  const forced = await run(...words('other', '1001'), '--force');
  expect(forced.code).toBe(0);
  expect(forced.stdout).toContain('stay beside these, on a scale of their own: frame 1002.');
});

test('parts of a sequence are on one scale, or refused', async () => {
  const { folder, out, run, record } = await openShot();
  await writeShot(join(folder, 'all'), [
    [1, 1],
    [2, 0.9],
    [3, 0.8],
  ]);
  const words = (pack: string, frames: string, ...more: string[]) => [
    'sequence',
    'all/shot.#.png',
    '--pack',
    pack,
    '-o',
    'out',
    '--as',
    'png16',
    '--frames',
    frames,
    ...more,
  ];
  expect((await run(...words('fastdepth', '1-2'))).code).toBe(0);
  const refused = await run(...words('fastdepth', '3'));
  expect(refused.code).toBe(1);
  expect(refused.stderr).toMatch(/frames 1-2 lie in out .*--frames 1-3.*--minimum and --maximum/);
  expect(await readdir(out)).not.toContain('shot.3.png');

  await rm(out, { recursive: true });
  const stated = ['--minimum', '0', '--maximum', '9'];
  expect((await run(...words('fastdepth', '1-2', ...stated))).code).toBe(0);
  expect((await run(...words('fastdepth', '3', '--minimum', '0', '--maximum', '8'))).code).toBe(1);
  expect((await run(...words('fastdepth', '3', ...stated))).code).toBe(0);
  const whole = await record();
  expect(whole).toMatchObject({ first: 1, last: 3, range: { minimum: 0, maximum: 9 } });
  expect(whole.frames.map(({ frame }: { frame: number }) => frame)).toEqual([1, 2, 3]);

  // What lays a relative frame over the first one is found in the frames, whatever is stated.
  await rm(out, { recursive: true });
  expect((await run(...words(PACK, '1-2', ...stated))).code).toBe(0);
  expect((await run(...words(PACK, '3', ...stated))).code).toBe(1);
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
    expect(
      stdout.match(/^In frames 1-2: Cuts .* no fewer than \d+ to \d+ triangles, 5 were .*\.$/gm),
    ).toHaveLength(1);
    const { notes, frames } = await record();
    expect(notes.map((each: { frames: number[] }) => each.frames)).toContainEqual([1, 2]);
    expect(frames[1].files[0].notes[0]).toMatch(/fewer than \d+ triangles, 5 were/);
  }
  for (const frame of [1, 2])
    expect(await readFile(join(out, `shot.${frame}.chan`), 'utf8')).toMatch(new RegExp(`^${frame}\\t0\\t`));
  const turned = await run(...words.slice(0, 6), '--as', 'png16', '--minimum', '3', '--maximum', '2');
  expect(turned).toMatchObject({ code: 1, stdout: '' });
  expect(turned.stderr).toContain('below its maximum');
});
