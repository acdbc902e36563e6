import {
  appendFile,
  copyFile,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openTestEngine, SAMPLE, type TestEngine, temporaryFolder } from '../../test/open-engine.ts';
import { createSettling } from './settling.ts';

const SOON = { timeout: 30_000, interval: 200 };
const watchOf = async (engine: TestEngine) => (await engine.call('readWatch', {})).watch;

test('a file is told of once it is the same at two looks, and again when it has changed', async () => {
  const path = join(await temporaryFolder(), 'a.jpg');
  const { look, forget } = createSettling();
  await writeFile(path, '');
  expect(await look([path])).toEqual({ settled: [], growing: 1 });
  expect(await look([path])).toEqual({ settled: [], growing: 1 });
  await appendFile(path, 'some');
  expect(await look([path])).toEqual({ settled: [], growing: 1 });
  expect(await look([path])).toEqual({ settled: [path], growing: 0 });
  expect(await look([path])).toEqual({ settled: [], growing: 0 });
  await appendFile(path, 'more');
  expect((await look([path])).settled).toEqual([]);
  expect((await look([path])).settled).toEqual([path]);
  forget(path);
  expect((await look([path])).settled).toEqual([path]);
});

test('a file without a byte is waited for, and told of as it is when none has come for a minute', async () => {
  const folder = await temporaryFolder();
  const [empty, link, photo] = ['empty.jpg', 'link.jpg', 'photo.jpg'].map((name) => join(folder, name));
  let now = 0;
  const { look } = createSettling([], () => now);
  await writeFile(empty, '');
  await symlink('nowhere.jpg', link);
  await writeFile(photo, '');
  const paths = [empty, link, photo];
  expect(await look(paths)).toEqual({ settled: [], growing: 3 });
  now = 59_000;
  await appendFile(photo, 'some');
  expect(await look(paths)).toEqual({ settled: [], growing: 3 });
  now = 61_000;
  expect(await look(paths)).toEqual({ settled: paths, growing: 0 });
  now = 500_000;
  expect(await look(paths)).toEqual({ settled: [], growing: 0 });
  // Its bytes come after all.
  await appendFile(empty, 'some');
  expect(await look(paths)).toEqual({ settled: [], growing: 1 });
  expect(await look(paths)).toEqual({ settled: [empty], growing: 0 });
});

test('photos of a watched folder come in, are estimated and exported, also after a restart; faults are told', {
  timeout: 90_000,
}, async () => {
  const dataFolder = await temporaryFolder();
  const root = await temporaryFolder();
  const [folder, out] = [join(root, 'incoming'), join(root, 'out')];
  for (const each of [folder, out]) await mkdir(each);
  await copyFile(SAMPLE, join(folder, 'one.png'));
  await writeFile(join(folder, 'broken.jpg'), 'no photo');
  const engine = await openTestEngine({ dataFolder, isApp: true });
  expect(await watchOf(engine)).toBeNull();
  const question = {
    folder,
    packIds: ['fastdepth'],
    target: { folder: out, preset: 'resolve' as const },
  };
  await engine.call('startWatch', question);
  await expect.poll(() => readdir(out), SOON).toContain('one.fastdepth.tif');
  await expect
    .poll(async () => (await watchOf(engine))?.faults.map(({ name }) => name), SOON)
    .toEqual(['broken.jpg']);
  // The file is there a moment before it is counted.
  await expect
    .poll(() => watchOf(engine), SOON)
    .toMatchObject({ taken: 1, written: 1, pending: 0, trouble: null });
  const state = await watchOf(engine);
  expect(state?.faults[0].sentence).toMatch(/^[^\n]+\.$/);

  // The folder goes away and comes back.
  await rename(folder, `${folder}-away`);
  await expect.poll(async () => (await watchOf(engine))?.trouble, SOON).toContain('incoming');
  await rename(`${folder}-away`, folder);
  await expect.poll(async () => (await watchOf(engine))?.trouble, SOON).toBeNull();
  await engine.close();

  // A command that opens the project watches nothing; the app goes on, and does nothing twice.
  const before = await readFile(join(out, 'one.fastdepth.tif'));
  const command = await openTestEngine({ dataFolder });
  expect(await watchOf(command)).toBeNull();
  await command.close();
  const again = await openTestEngine({ dataFolder, isApp: true });
  await expect.poll(() => watchOf(again), SOON).toMatchObject({ folder });
  await expect
    .poll(() => watchOf(again), SOON)
    .toMatchObject({ growing: 0, faults: [{ name: 'broken.jpg' }] });
  // Half of it first, until a look has seen that: it is left alone until it has stopped growing.
  const bytes = await readFile(SAMPLE);
  const grown = Buffer.concat([bytes, Buffer.from('another photo')]);
  await writeFile(join(folder, 'two.png'), grown.subarray(0, 1000));
  await expect.poll(() => watchOf(again), SOON).toMatchObject({ growing: 1, taken: 0 });
  await writeFile(join(folder, 'two.png'), grown);
  await expect.poll(() => readdir(out), SOON).toContain('two.fastdepth.tif');
  const { photos, runs } = await again.call('snapshot', {});
  expect([photos.map(({ name }) => name), runs.length]).toEqual([['one.png', 'two.png'], 2]);
  expect((await readFile(join(out, 'one.fastdepth.tif'))).equals(before)).toBe(true);

  // Switched off, nothing comes in any more, and nothing is kept that a restart could go on with.
  await again.call('stopWatch', {});
  expect(await watchOf(again)).toBeNull();
  await again.close();
  expect(await readdir(join(dataFolder, 'watched'))).toEqual([]);
});

test('what went wrong is told until it is over: files are written once there is room, rubbish that is gone is forgotten', {
  timeout: 90_000,
}, async () => {
  const root = await temporaryFolder();
  const [folder, out] = [join(root, 'incoming'), join(root, 'out')];
  for (const each of [folder, out]) await mkdir(each);
  const engine = await openTestEngine();
  const target = { folder: out, preset: 'resolve' as const };
  await engine.call('pauseQueue', { isPaused: true });
  await engine.call('startWatch', { folder, packIds: ['fastdepth'], target });
  for (const name of ['again.jpg', 'gone.jpg']) await writeFile(join(folder, name), 'no photo');
  await copyFile(SAMPLE, join(folder, 'one.png'));
  const faults = async () => (await watchOf(engine))?.faults.map(({ name }) => name).sort();
  await expect.poll(faults, SOON).toEqual(['again.jpg', 'gone.jpg']);
  // The folder for the files is none when the run is through.
  await expect.poll(async () => (await watchOf(engine))?.pending, SOON).toBe(1);
  await rm(out, { recursive: true });
  await writeFile(out, 'no folder');
  await engine.call('pauseQueue', { isPaused: false });
  await expect.poll(faults, SOON).toEqual(['again.jpg', 'gone.jpg', 'one.png']);
  await rm(out);
  await mkdir(out);
  await copyFile(SAMPLE, join(folder, 'again.jpg'));
  await rm(join(folder, 'gone.jpg'));
  await expect.poll(() => readdir(out), SOON).toContain('one.fastdepth.tif');
  await expect.poll(faults, SOON).toEqual([]);
});

test('a photo that a person removed stays away after a restart, what came in meanwhile is taken in', {
  timeout: 90_000,
}, async () => {
  const dataFolder = await temporaryFolder();
  const folder = join(await temporaryFolder(), 'incoming');
  await mkdir(folder);
  await copyFile(SAMPLE, join(folder, 'one.png'));
  const engine = await openTestEngine({ dataFolder, isApp: true });
  await engine.call('startWatch', { folder, packIds: ['fastdepth'], target: null });
  await expect
    .poll(() => readdir(join(dataFolder, 'watched')), SOON)
    .toContainEqual(expect.stringMatching(/finished\.json$/));
  const { photos } = await engine.call('snapshot', {});
  await engine.call('removePhotos', { photoIds: photos.map(({ id }) => id) });
  await engine.close();

  const again = await openTestEngine({ dataFolder, isApp: true });
  const grown = Buffer.concat([await readFile(SAMPLE), Buffer.from('another photo')]);
  await writeFile(join(folder, 'two.png'), grown);
  await expect.poll(async () => (await watchOf(again))?.taken, SOON).toBe(1);
  expect((await again.call('snapshot', {})).photos.map(({ name }) => name)).toEqual(['two.png']);
});

test('a folder that cannot be watched is refused with a sentence', async () => {
  const engine = await openTestEngine();
  const folder = await temporaryFolder();
  const packIds = ['fastdepth'];
  const refused = (question: {
    folder: string;
    packIds: string[];
    target: null | { folder: string; preset: 'blender' };
  }) => engine.call('startWatch', question).catch((thrown: Error) => thrown.message);
  expect(await refused({ folder: 'incoming', packIds, target: null })).toBe(
    'Expected the full path of a folder to watch, but received "incoming".',
  );
  expect(await refused({ folder: SAMPLE, packIds, target: null })).toBe(
    `Expected a folder to watch, but ${SAMPLE} is none.`,
  );
  expect(await refused({ folder, packIds, target: { folder, preset: 'blender' } })).toMatch(
    /^Expected another folder/,
  );
  // By another way to the same folder, too.
  const link = join(await temporaryFolder(), 'link');
  await symlink(folder, link, 'junction');
  expect(await refused({ folder, packIds, target: { folder: link, preset: 'blender' } })).toMatch(
    /^Expected another folder/,
  );
  expect(await refused({ folder, packIds: ['none'], target: null })).toMatch(
    /^Expected an installed model pack/,
  );
  expect(await watchOf(engine)).toBeNull();
});
