import { chmod, chown, cp, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { tinyPhoto } from '../faults/folders.ts';
import { fillDisk, mountDisk } from '../faults/long/conditions.ts';
import { temporaryFolder } from '../open-engine.ts';
import { LAUNCHER, runAsOther, runProgram } from './run-program.ts';

/** Of the program, by the other user: once, not in each test. */
let compiled: string;
beforeAll(async () => {
  compiled = await mkdtemp(join(tmpdir(), 'depthroom-test-'));
  await chmod(compiled, 0o777);
});
afterAll(() => rm(compiled, { recursive: true, force: true }));

/** Photos as a dataset, as frames and by themselves; `home` is anybody's. */
async function openCase() {
  const cwd = await temporaryFolder();
  const home = join(cwd, 'home');
  const frames = join(cwd, 'frames');
  for (const folder of [home, frames]) await mkdir(folder);
  for (const k of [1, 2]) await cp(await tinyPhoto(k), join(frames, `f.${k}.png`));
  await cp(join(frames, 'f.1.png'), join(cwd, 'photo.png'));
  await writeFile(join(cwd, 'data.csv'), 'image,depth\nframes/f.1.png,frames/f.2.png\n');
  await chmod(cwd, 0o755);
  if (process.getuid?.() === 0) for (const folder of [home, cwd]) await chown(folder, 65534, 65534);
  /** Photos and runs that the project has: null where there is none. */
  const work = async () => {
    const path = join(home, 'Default project', 'project.db');
    if (!(await stat(path).catch(() => null))) return null;
    const database = new Database(path, { readonly: true });
    const runs = database.prepare('SELECT count(*) FROM runs').pluck().get();
    database.close();
    return runs;
  };
  return { cwd, home, work };
}

/** What is written by each, into a folder. */
const COMMANDS: [name: string, words: (out: string) => string[]][] = [
  ['estimate', (out) => ['estimate', 'photo.png', '--pack', 'fastdepth', '-o', out]],
  ['export, many', (out) => ['export', 'frames', '--pack', 'fastdepth', '--format', 'exr', '-o', `${out}/`]],
  ['export, one', (out) => ['export', 'photo.png', '--pack', 'fastdepth', '-o', join(out, 'photo.exr')]],
  ['sequence', (out) => ['sequence', 'frames/f.#.png', '--pack', 'fastdepth', '-o', out]],
  [
    'compare, report',
    (out) => ['compare', 'photo.png', '--packs', 'fastdepth', '--report', join(out, 'report.html')],
  ],
  [
    'compare, sheet',
    (out) => ['compare', 'photo.png', '--packs', 'fastdepth', '--sheet', join(out, 'sheet.png')],
  ],
  ['evaluate', (out) => ['evaluate', 'data.csv', '--packs', 'fastdepth', '-o', out]],
];

test.skipIf(process.platform === 'win32').for(COMMANDS)(
  'nothing is estimated for a folder that cannot be written: %s',
  { timeout: 60_000 },
  async ([, words]) => {
    const { cwd, home, work } = await openCase();
    const out = join(cwd, 'out');
    await mkdir(out, { mode: 0o555 });
    for (const place of [out, join(out, 'below', 'deeper')]) {
      const { code, stderr } = await runAsOther(words(place), { cwd, home, compiled });
      expect(code, stderr).toBe(1);
      expect(stderr.split('\n')[0]).toMatch(/^depthroom: [^\n]+ did not permit it[^\n]+\.$/);
    }
    expect((await work()) ?? 0).toBe(0);
    expect(await readdir(out)).toEqual([]);
  },
);

test.for(COMMANDS)('nothing is estimated for a place below a file: %s', { timeout: 60_000 }, async ([
  ,
  words,
]) => {
  const { cwd, home, work } = await openCase();
  const { code, stderr } = await runProgram([LAUNCHER, ...words('photo.png')], { cwd, home });
  expect(code, stderr).toBe(1);
  expect(stderr).toMatch(/^depthroom: [^\n]+\.\n$/);
  expect(await work()).toBe(null);
});

test.for(COMMANDS)(
  'nothing is estimated for a full disk: %s',
  { timeout: 60_000 },
  async ([, words], context) => {
    const { cwd, home, work } = await openCase();
    const out = join(cwd, 'out');
    const disk = await mountDisk(out, 1);
    if (!disk) return context.skip('mounting a small disk needs more rights than this user has');
    onTestFinished(disk.unmount);
    await fillDisk(out);
    const { code, stderr } = await runProgram([LAUNCHER, ...words(out)], { cwd, home });
    expect(code, stderr).toBe(1);
    expect(stderr).toMatch(/^depthroom: [^\n]+ the disk is full[^\n]+\.\n/);
    expect((await work()) ?? 0).toBe(0);
    expect(await readdir(out)).toEqual(['filling']);
  },
);

/** What is in the way of each where nothing may be written over, and the words that are refused by it. */
const IN_THE_WAY: [name: string, file: string, words: string[]][] = [
  ['estimate', 'photo.fastdepth.png', ['estimate', 'photo.png', '--pack', 'fastdepth', '-o', 'out']],
  ['export', 'photo.exr', ['export', 'photo.png', '--pack', 'fastdepth', '-o', 'out/photo.exr']],
  [
    'the record of a sequence',
    'f.sequence.json',
    ['sequence', 'frames/f.#.png', '--pack', 'fastdepth', '-o', 'out'],
  ],
  ['a frame of a sequence', 'f.2.exr', ['sequence', 'frames/f.#.png', '--pack', 'fastdepth', '-o', 'out']],
  ['compare', 'r.html', ['compare', 'photo.png', '--packs', 'fastdepth', '--report', 'out/r.html']],
];

test.for(IN_THE_WAY)('nothing is estimated where a file is in the way: %s', { timeout: 60_000 }, async ([
  ,
  file,
  words,
]) => {
  const { cwd, home, work } = await openCase();
  await mkdir(join(cwd, 'out'));
  await writeFile(join(cwd, 'out', file), 'mine');
  const refused = await runProgram([LAUNCHER, ...words], { cwd, home });
  expect(refused.code, refused.stderr).toBe(1);
  expect(refused.stderr).toContain(`${file} is there already`);
  expect((await work()) ?? 0).toBe(0);
  expect((await runProgram([LAUNCHER, ...words, '--force'], { cwd, home })).code).toBe(0);
  expect(await work()).toBeGreaterThan(0);
});

test.each([
  ['points without metres', '-o out/a.ply', /near and far \(--near, --far\), of which neither/],
  ['a mesh without metres', '--format obj -o out/', /near and far/],
  ['a program that wants metres', '--preset nuke-z -o out/', /The preset nuke-z writes metres/],
  ['a displacement without metres', '--format displacement -o out/', /A displacement is in metres/],
  ['near beyond far', '--near 3 --far 2 -o out/a.ply', /smaller than far/],
  ['filling without cuts', '--near 1 --far 2 --fill 8 --edge-cut 0 -o out/a.glb', /nothing is to be cut/],
  ['a size without its edge', '--format exr --size custom -o out/', /needs a long edge/],
])(
  'nothing is estimated for files that no map of the pack can be: %s',
  async (_name, words, sentence) => {
    const { cwd, home, work } = await openCase();
    const args = ['export', 'photo.png', '--pack', 'marigold-starter', ...words.split(' ')];
    const { code, stderr } = await runProgram([LAUNCHER, ...args], { cwd, home });
    expect([code, stderr]).toEqual([1, expect.stringMatching(sentence)]);
    expect(await work()).toBe(0);
  },
  60_000,
);

test('a comparison is refused before anything is estimated where a pack is unknown, or the reference is none of them', async () => {
  const { cwd, home, work } = await openCase();
  for (const words of [
    ['--packs', 'fastdepth,nothing'],
    ['--packs', 'fastdepth', '--reference', 'marigold-starter'],
  ]) {
    const { code } = await runProgram([LAUNCHER, 'compare', 'photo.png', ...words], { cwd, home });
    expect(code).toBeGreaterThan(0);
    expect(await work()).toBe(0);
  }
}, 60_000);

test('what is complete is found in a folder that cannot be written', async () => {
  const { cwd, home } = await openCase();
  const words = ['estimate', 'photo.png', '--pack', 'fastdepth', '-o', 'out'];
  expect((await runAsOther(words, { cwd, home, compiled })).code).toBe(0);
  await chmod(join(cwd, 'out'), 0o555);
  const again = await runAsOther(words, { cwd, home, compiled });
  expect([again.code, again.stderr]).toEqual([0, expect.stringContaining('1 reused')]);
}, 60_000);

test('the folder of a report is made', async () => {
  const { cwd, home } = await openCase();
  const words = ['compare', 'photo.png', '--packs', 'fastdepth', '--report', 'new/deep/report.html'];
  expect((await runProgram([LAUNCHER, ...words], { cwd, home })).code).toBe(0);
  expect(await readdir(join(cwd, 'new', 'deep'))).toEqual(['report.html']);
}, 60_000);
