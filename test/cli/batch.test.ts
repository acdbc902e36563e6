import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import Database from 'better-sqlite3';
import sharp from 'sharp';
import { expect, onTestFinished, test } from 'vitest';
import { SAMPLE, temporaryFolder } from '../open-engine.ts';
import { LAUNCHER, runProgram, START_MAIN } from './run-program.ts';

/** A number of photos in folders, of several kinds, one in ten the same as another one, and a broken one. */
async function makePhotos(folder: string, count: number): Promise<void> {
  for (let k = 0; k < count; k++) {
    const place = join(folder, ['', 'a', 'b', 'a/deep'][k % 4]);
    await mkdir(place, { recursive: true });
    const name = `p${Math.floor(k / 4)}`;
    if (k % 10 === 9) await copyFile(join(folder, 'p0.jpg'), join(place, `${name}.jpg`));
    else {
      const photo = sharp(SAMPLE).modulate({ brightness: 0.5 + k / (2 * count) });
      const ending = ['jpg', 'png', 'webp', 'tif'][k % 10 === 0 ? 0 : (k >> 2) % 4];
      await photo.toFile(join(place, `${name}.${ending}`));
    }
  }
  await writeFile(join(folder, 'broken.jpg'), 'no photo');
}

async function filesIn(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return found
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)))
    .sort();
}

/** DEPTHROOM_BATCH_PHOTOS: 200 takes a while. */
const COUNT = Number(process.env.DEPTHROOM_BATCH_PHOTOS ?? 16);

test('a batch that is killed twice ends with every output exactly once, and computes nothing twice', {
  timeout: 60_000 + 15_000 * COUNT,
}, async () => {
  const folder = await temporaryFolder();
  const [photos, out, home] = ['photos', 'out', 'home'].map((name) => join(folder, name));
  await makePhotos(photos, COUNT);
  const command = ['estimate', photos, '--recursive', '--pack', 'fastdepth', '-o', out, '--size', 'model'];
  // What lies in a hidden room, in whichever folder, is not finished.
  const records = async () =>
    (await filesIn(out)).filter((name) => name.endsWith('.json') && !/(^|[\\/])\./.test(name));
  const finishedAt = new Map<string, string>();

  for (const share of [0.25, 0.6]) {
    const env = { ...process.env, DEPTHROOM_HOME: home };
    const child = spawn(process.execPath, [...START_MAIN, ...command], { env, stdio: 'ignore' });
    onTestFinished(() => void child.kill('SIGKILL'));
    const ended = once(child, 'exit');
    const isFar = async () => (await records()).length >= share * COUNT;
    await expect.poll(isFar, { timeout: 15_000 * COUNT, interval: 20 }).toBe(true);
    child.kill('SIGKILL');
    expect((await ended)[1]).toBe('SIGKILL');
    for (const name of await records()) {
      const { finishedAt: at } = JSON.parse(await readFile(join(out, name), 'utf8'));
      // What was finished before is what it was.
      expect(at).toBe(finishedAt.get(name) ?? at);
      finishedAt.set(name, at);
    }
  }

  const last = await runProgram([LAUNCHER, ...command, '--json'], { cwd: folder, home });
  expect(last.code).toBe(1);
  const { summary } = JSON.parse(last.stdout.trim().split('\n').at(-1) ?? '');
  expect(summary).toMatchObject({ failed: 1, failures: [{ path: join(photos, 'broken.jpg') }] });
  expect(summary.done + summary.reused).toBe(COUNT);
  expect(summary.reused).toBeGreaterThanOrEqual(finishedAt.size);

  const stems = (await filesIn(photos))
    .filter((name) => name !== 'broken.jpg')
    .map((name) => name.replace(/\.\w+$/, '.fastdepth'));
  const expected = stems.flatMap((stem) => ['json', 'npy', 'png'].map((ending) => `${stem}.${ending}`));
  expect(await filesIn(out)).toEqual(expected.sort());

  const database = new Database(join(home, 'Default project', 'project.db'), { readonly: true });
  onTestFinished(() => void database.close());
  const perPhoto = database
    .prepare<[], number>("SELECT count(*) FROM runs WHERE state = 'done' GROUP BY photo_id")
    .pluck()
    .all();
  expect(perPhoto).toEqual(perPhoto.map(() => 1));
  expect(database.prepare('SELECT count(*) FROM photos').pluck().get()).toBe(perPhoto.length);

  // And once more: all of it is there, and nothing is written.
  const again = await runProgram([LAUNCHER, ...command], { cwd: folder, home });
  expect(again.stderr).toContain(`0 done, ${COUNT} reused, 1 failed`);
});

test('parts of a list make the files that the whole would, on computers of their own', async () => {
  const folder = await temporaryFolder();
  await makePhotos(join(folder, 'in'), 8);
  await rm(join(folder, 'in', 'broken.jpg'));
  const names = (await filesIn(join(folder, 'in'))).map((name) => join('in', name));
  await writeFile(join(folder, 'list.txt'), `${names.join('\r\n')}\r\n\n`);
  const estimate = (home: string, ...args: string[]) =>
    runProgram([LAUNCHER, 'estimate', '--pack', 'fastdepth', ...args], {
      cwd: folder,
      home: join(folder, home),
    });
  const list = ['--list', 'list.txt', '--name', '{pack}/{stem}-{index}'];
  expect((await estimate('one', ...list, '--range', '1-3', '-o', 'parts')).code).toBe(0);
  expect((await estimate('two', ...list, '--range', '4-99', '-o', 'parts')).code).toBe(0);
  expect((await estimate('one', ...list, '-o', 'whole')).code).toBe(0);
  const parts = await filesIn(join(folder, 'parts'));
  expect(parts).toEqual(await filesIn(join(folder, 'whole')));
  expect(parts).toContain(join('a', 'deep', 'fastdepth', 'p0-000001.npy'));

  // Another pack's option changes what is asked for: files of other work are in the way until that is allowed.
  const both = ['in/p0.jpg', '--pack', 'zoedepth-starter', '-o', 'zoe'];
  expect((await estimate('one', ...both, '--name', '{stem}')).stderr).toContain('use {pack} in it');

  const into = ['projects', 'merge', 'one/Default project', 'two/Default project', '--into', 'all', '--json'];
  const merge = () => runProgram([LAUNCHER, ...into], { cwd: folder, home: join(folder, 'one') });
  const first = JSON.parse((await merge()).stdout);
  expect(first).toMatchObject({ added: { photos: 8, runs: 8 }, left: [] });
  expect(JSON.parse((await merge()).stdout).added).toMatchObject({ photos: 0, runs: 0 });
  const checked = await runProgram([LAUNCHER, 'projects', 'check', 'all', '--json'], {
    cwd: folder,
    home: join(folder, 'one'),
  });
  expect(JSON.parse(checked.stdout)).toMatchObject({ photos: 8, runs: 8, damaged: [], unknownFiles: 0 });
}, 300_000);
