import { chmod, chown, mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { projectOfSchema2, tinyPhoto } from '../faults/folders.ts';
import { makeReadOnly } from '../faults/long/conditions.ts';
import { openTestEngine, temporaryFolder } from '../open-engine.ts';
import { LAUNCHER, runAsOther, runProgram } from './run-program.ts';

const READING = [
  ['photos'],
  ['projects', 'trash'],
  ['projects', 'check'],
  ['projects', 'queue'],
  ['export', '--all', '--format', 'png16', '-o', 'out/'],
];
const WRITING_TO_WHAT_IS_THERE = [
  ['projects', 'restore', 'a'],
  ['projects', 'empty-trash'],
  ['projects', 'queue', '--pause'],
  ['projects', 'repair', '--take-in'],
];

test.each([
  ...READING,
  ...WRITING_TO_WHAT_IS_THERE,
  ['packs'],
  ['doctor', '--quick'],
])('a project that is not there is not made by: %s %s %s', async (...words) => {
  const cwd = await temporaryFolder();
  const args = [LAUNCHER, ...words.filter((word) => word !== undefined), '--project', join(cwd, 'mistyped')];
  const { code, stderr, stdout } = await runProgram(args, { cwd, home: join(cwd, 'home') });
  expect(code).toBe(1);
  const told = words[0] === 'doctor' ? stdout : stderr;
  expect(told).toMatch(/Expected a Depthroom project in (.*mistyped|<project>), but there is none; [^\n]+\n/);
  if (words[0] !== 'doctor') expect(stderr).toMatch(/^depthroom: [^\n]+\.\n$/);
  expect(await readdir(cwd)).toEqual([]);
});

test('what belongs to no project makes none, nor a data folder', async () => {
  const cwd = await temporaryFolder();
  const home = join(cwd, 'home');
  for (const words of [
    ['packs'],
    ['packs', 'catalogue'],
    ['packs', 'folder'],
    ['place'],
    ['projects'],
    ['providers'],
    ['doctor', '--quick'],
  ])
    expect((await runProgram([LAUNCHER, ...words], { cwd, home })).code, words.join(' ')).toBe(0);
  expect(await readdir(cwd)).toEqual([]);
}, 60_000);

test('who brings photos into a project that was named is told that it was made', async () => {
  const cwd = await temporaryFolder();
  const home = join(cwd, 'home');
  const project = join(cwd, 'new');
  const photo = await tinyPhoto(1);
  const words = ['estimate', photo, '--pack', 'fastdepth', '-o', 'out/', '--project', project];
  const made = await runProgram([LAUNCHER, ...words], { cwd, home });
  expect(made).toMatchObject({ code: 0, stderr: `depthroom: made a new project in ${project}.\n` });
  expect((await runProgram([LAUNCHER, ...words, '--force'], { cwd, home })).stderr).toBe('');
}, 60_000);

/** A project with two photos, one of them in the trash, and a run of the other; and a folder that anybody may write to. */
async function project() {
  const folder = await temporaryFolder();
  await chmod(folder, 0o755);
  const engine = await openTestEngine({ dataFolder: folder });
  const photos = [];
  for (const k of [1, 2]) photos.push(await engine.importPhoto(await tinyPhoto(k), `tiny-${k}.png`));
  await engine.call('removePhotos', { photoIds: [photos[1].id] });
  const asked = { photoIds: [photos[0].id], packIds: ['fastdepth'], provider: 'cpu' };
  for (const { id } of await engine.call('estimate', asked)) await engine.whenEnded(id);
  await engine.close();
  const cwd = await temporaryFolder();
  if (process.getuid?.() === 0) await chown(cwd, 65534, 65534);
  const path = join(folder, 'Default project');
  const home = join(cwd, 'home');
  await mkdir(home);
  if (process.getuid?.() === 0) await chown(home, 65534, 65534);
  const run = (...words: string[]) => runAsOther([...words, '--project', path], { cwd, home });
  return { folder, path, cwd, home, run };
}

test.skipIf(process.platform === 'win32')(
  'a project that cannot be written is read: listed, checked, exported and backed up, and stays as it is',
  async () => {
    const { folder, path, cwd, run } = await project();
    const giveBack = await takeRight(folder);
    try {
      const before = await namesIn(path);
      expect(await run('photos')).toMatchObject({
        code: 0,
        stdout: `${path}: 1 photo\ntiny-1.png  24 x 16  fastdepth\n`,
        stderr: '',
      });
      expect((await run('projects', 'trash')).stdout).toContain('tiny-2.png');
      expect(await run('projects', 'queue')).toMatchObject({ code: 0, stderr: '' });
      const check = await run('projects', 'check', path);
      expect(check).toMatchObject({ code: 0, stderr: '' });
      expect(check.stdout).toMatch(/: 1 photo, 1 run, \d+ files as they were written\n$/);
      expect(await run('export', '--all', '--format', 'png16', '-o', 'out/')).toMatchObject({
        code: 0,
        stderr: '',
      });
      expect(await readdir(join(cwd, 'out'))).toEqual(['tiny-1.fastdepth.png', 'tiny-1.fastdepth.png.json']);
      expect(await run('projects', 'backup', join(cwd, 'copy'), path)).toMatchObject({ code: 0, stderr: '' });
      expect(await run('projects', 'merge', path, '--into', join(cwd, 'merged'))).toMatchObject({
        code: 0,
        stdout: expect.stringContaining('1 photo, 1 run added'),
      });
      expect((await run('doctor', '--quick')).stdout).toContain('Project    1 photo, 1 run (0 failed)');
      for (const words of [...WRITING_TO_WHAT_IS_THERE.slice(0, 3), ['take-depth', 'a.png', 'b.png']]) {
        const { code, stderr } = await run(...words);
        expect([code, stderr]).toEqual([
          1,
          expect.stringMatching(
            /^depthroom: Expected to be allowed to write to the project [^\n]+read-only[^\n]+\n$/,
          ),
        ]);
      }
      expect(await namesIn(path)).toEqual(before);
      // Nothing of the copies that were read is left.
      expect((await readdir(cwd)).filter((name) => name.startsWith('depthroom-'))).toEqual([]);
    } finally {
      await giveBack();
    }
  },
  120_000,
);

test.skipIf(process.platform === 'win32')(
  'what a killed process left in the log is read too, and a project of an earlier schema',
  async () => {
    const { folder, path, run, cwd, home } = await project();
    // Open, so that its last change is in the log alone.
    const database = new Database(join(path, 'project.db'));
    database.pragma('wal_autocheckpoint = 0');
    database.prepare("UPDATE photos SET record = json_set(record, '$.name', 'in-the-log.png')").run();
    expect((await stat(join(path, 'project.db-wal'))).size).toBeGreaterThan(0);
    const old = await projectOfSchema2();
    await chmod(join(old, '..'), 0o755);
    const oldGiveBack = await takeRight(old);
    const giveBack = await takeRight(folder);
    try {
      expect((await run('photos')).stdout).toContain('in-the-log.png');
      const listed = await runAsOther(['photos', '--project', old], { cwd, home });
      expect(listed).toMatchObject({ code: 0, stderr: '' });
      expect(listed.stdout).toContain(': 1 photo\n');
    } finally {
      await giveBack();
      await oldGiveBack();
      database.close();
    }
  },
  120_000,
);

/** Takes the right to write for the processes that are started, and leaves it to this one. */
async function takeRight(folder: string): Promise<() => Promise<void>> {
  const giveBack = await makeReadOnly(folder);
  if (process.getuid?.() !== 0) return giveBack;
  process.seteuid?.(0);
  process.setegid?.(0);
  return giveBack;
}

async function namesIn(folder: string): Promise<string[]> {
  return (await readdir(folder, { recursive: true })).sort();
}

test.skipIf(process.platform === 'win32')(
  'a folder that cannot be written to ends a batch at the first photo, and a file is refused as one before',
  async () => {
    const cwd = await temporaryFolder();
    await chmod(cwd, 0o755);
    const home = join(cwd, 'home');
    const out = join(cwd, 'out');
    const photos = await Promise.all([1, 2, 3].map((k) => tinyPhoto(k)));
    for (const photo of photos) await chmod(join(photo, '..'), 0o755);
    for (const folder of [home, out]) await mkdir(folder);
    if (process.getuid?.() === 0) await chown(home, 65534, 65534);
    await chmod(out, 0o555);
    const run = (to: string) =>
      runAsOther(['estimate', ...photos, '--pack', 'fastdepth', '-o', to], { cwd: home, home });
    expect(await run(join(out, 'below'))).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(
        /^depthroom: Could not make the folder [^\n]+ did not permit it[^\n]+\n$/,
      ),
    });
    const { code, stderr } = await run(out);
    expect(code).toBe(1);
    expect(stderr.match(/did not permit/g)).toHaveLength(1);
    expect(stderr).toContain('2 photos were not tried');
    for (const to of [photos[0], join(photos[0], 'below')])
      expect(await run(to)).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(/^depthroom: Expected a folder as --out, but [^\n]+\.\n$/),
      });
  },
  60_000,
);
