import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openShot, PACK, writeShot } from './open-shot.ts';

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
  // What a person put in the place of a frame is theirs.
  await writeFile(join(out, 'shot.1001.npy'), 'mine');
  expect((await run(...words('in', '1001-1002'))).stderr).toContain('shot.1001.npy is there already');
  expect(await readFile(join(out, 'shot.1001.npy'), 'utf8')).toBe('mine');
  await writeFile(join(out, 'shot.1001.npy'), before);
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
  // Its own is made again, also where a call was killed before it kept its record, or by another format.
  await rm(join(out, 'shot.sequence.json'));
  expect((await run(...words('other', '1002'))).stderr).toContain('shot.1002.npy is there already');
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

test('of two packs that begin in one folder at once one is refused, and the record is of the other', async () => {
  const { out, run, record } = await openShot();
  const words = (pack: string) => [
    ...['sequence', 'in/shot.####.png', '--frames', '1001-1002', '-o', 'out', '--as', 'npy'],
    ...['--pack', pack],
  ];
  const ended = await Promise.all(['fastdepth', 'zoedepth-starter'].map((pack) => run(...words(pack))));
  expect(ended.map(({ code }) => code).sort()).toEqual([0, 1]);
  const { pack, frames } = await record();
  expect(pack).toBe(ended[0].code === 0 ? 'fastdepth' : 'zoedepth-starter');
  for (const { files } of frames)
    for (const { file } of files)
      expect(JSON.parse(await readFile(join(out, `${file}.json`), 'utf8')).pack.id).toBe(pack);
  expect(frames.length).toBeGreaterThan(1);
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
