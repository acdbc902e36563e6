import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../test/open-engine.ts';
import { copyOfPack, namesIn, openTestLibrary } from '../../test/open-library.ts';
import { verifyPack } from './packs/pack-files.ts';

const NOTHING = { packs: [], staging: [] };

test('a folder is copied with its card, checked and offered; its pack.json may be named as well', async () => {
  const { folder, id } = await copyOfPack();
  await writeFile(join(folder, 'LICENSE.txt'), 'as you like');
  await writeFile(join(folder, 'holiday.mp4'), 'not part of it');
  const library = await openTestLibrary();
  const listing = await library.calls.importPackFolder({ folder: join(folder, 'pack.json'), replace: false });
  expect(listing).toMatchObject({ id, isShipped: false, problem: null });
  expect(await library.packs.list()).toContainEqual(listing);
  expect(await namesIn(library.models)).toEqual({ packs: [id], staging: [] });
  const files = (await readdir(folder)).filter((name) => name !== 'holiday.mp4');
  expect((await readdir(join(library.models, id))).sort()).toEqual(files.sort());
  await verifyPack(await library.packs.get(id));
  expect(library.told.at(-1)).toMatchObject({ id: 'library-work', stage: 'check' });
});

test('an id that is taken is refused, and replaced only when told to', async () => {
  const { folder, id } = await copyOfPack();
  const library = await openTestLibrary();
  await library.calls.importPackFolder({ folder, replace: false });
  const path = join(folder, 'pack.json');
  await writeFile(path, JSON.stringify({ ...JSON.parse(await readFile(path, 'utf8')), title: 'Better' }));

  await expect(library.calls.importPackFolder({ folder, replace: false })).rejects.toMatchObject({
    code: 'exists',
    message: `The pack "${id}" is installed already; replace it, or remove it first.`,
  });
  expect((await library.packs.get(id)).pack.title).not.toBe('Better');
  await library.calls.importPackFolder({ folder, replace: true });
  expect((await library.packs.get(id)).pack.title).toBe('Better');
  expect(await namesIn(library.models)).toEqual({ packs: [id], staging: [] });
});

test('a pack that another Depthroom brings or takes is told to who has seen the list', async () => {
  const { folder, id } = await copyOfPack();
  let changes = 0;
  const seeing = await openTestLibrary({ changed: () => changes++ });
  expect(await seeing.installed()).toEqual([]);
  const other = await openTestLibrary({ dataFolder: seeing.dataFolder });
  await other.calls.importPackFolder({ folder, replace: false });
  await expect.poll(() => changes > 0, { timeout: 10_000 }).toBe(true);
  expect(await seeing.installed()).toEqual([id]);
  expect(await seeing.packs.isStale()).toBe(false);
  changes = 0;
  await other.calls.removePack({ packId: id });
  await expect.poll(() => changes > 0, { timeout: 10_000 }).toBe(true);
  expect(await seeing.installed()).toEqual([]);
});

test('a pack that was put in by hand under another name is replaced, not doubled', async () => {
  const { folder, id } = await copyOfPack();
  const library = await openTestLibrary();
  await library.calls.importPackFolder({ folder, replace: false });
  await rename(join(library.models, id), join(library.models, 'by hand'));
  await library.calls.importPackFolder({ folder, replace: true });
  expect(await namesIn(library.models)).toEqual({ packs: [id], staging: [] });
});

test('wrong bytes, a missing file and a full disk leave nothing behind', async () => {
  const { folder } = await copyOfPack();
  const library = await openTestLibrary();
  const full = await openTestLibrary({ ports: { freeBytes: async () => 1 } });
  await expect(full.calls.importPackFolder({ folder, replace: false })).rejects.toMatchObject({
    code: 'no-space',
  });

  const unet = await readFile(join(folder, 'unet.onnx'));
  unet[1000] ^= 1;
  await writeFile(join(folder, 'unet.onnx'), unet);
  await expect(library.calls.importPackFolder({ folder, replace: false })).rejects.toMatchObject({
    code: 'bad-pack',
    message: expect.stringContaining('to have sha256'),
  });
  await rm(join(folder, 'unet.onnx'));
  await expect(library.calls.importPackFolder({ folder, replace: false })).rejects.toMatchObject({
    code: 'bad-pack',
    message: expect.stringContaining('unet.onnx'),
  });
  expect(await namesIn(library.models)).toEqual(NOTHING);
  expect(await namesIn(full.models)).toEqual(NOTHING);
});

test('an import that is cancelled leaves nothing behind', async () => {
  const { folder } = await copyOfPack();
  const library = await openTestLibrary();
  const importing = library.calls.importPackFolder({ folder, replace: false });
  expect((await library.snapshot()).modelsFolder.work).toMatchObject({ kind: 'import', from: folder });
  const second = library.calls.importPackFolder({ folder, replace: false });
  await expect(second).rejects.toMatchObject({
    code: 'bad-input',
    message: expect.stringContaining('being added'),
  });
  await Promise.all([
    expect(importing).rejects.toMatchObject({ code: 'cancelled' }),
    library.calls.cancelLibraryWork({}),
  ]);
  expect(await namesIn(library.models)).toEqual(NOTHING);
  expect((await library.snapshot()).modelsFolder.work).toBeNull();
});

test.each<[string, Record<string, string>, string]>([
  [
    'Marigold as diffusers has it',
    { 'model_index.json': '{"_class_name": "MarigoldDepthPipeline"}' },
    'Expected the configuration of a network (unet/config.json)',
  ],
  [
    'ZoeDepth as transformers has it',
    { 'config.json': '{"model_type": "zoedepth"}', 'model.safetensors': '' },
    'Expected the rules for photos (preprocessor_config.json)',
  ],
  [
    'Depth Anything as transformers has it',
    { 'config.json': '{"model_type": "depth_anything"}' },
    'Expected the rules for photos (preprocessor_config.json)',
  ],
  ['pickles', { 'ZoeD_M12_N.pt': '' }, 'never opened; get the whole folder'],
  ['weights of which nothing is known', { 'a.safetensors': '' }, 'get the whole folder'],
  ['a graph alone', { 'model.onnx': '' }, 'ONNX graphs without one'],
  ['photos', { 'a.jpg': '' }, 'received other files'],
])('%s is recognised, and the sentence says what to do', async (_name, files, words) => {
  const folder = await temporaryFolder();
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const library = await openTestLibrary();
  await expect(library.calls.importPackFolder({ folder, replace: false })).rejects.toMatchObject({
    code: 'bad-pack',
    message: expect.stringContaining(words),
  });
});

test('a pack is removed; one that comes with Depthroom or is in use is not', async () => {
  const { folder, id } = await copyOfPack();
  let openRuns = [{ id: 'run', packId: id }];
  const library = await openTestLibrary({ openRuns: () => openRuns });
  await library.calls.importPackFolder({ folder, replace: false });
  await mkdir(join(library.models, 'broken'));

  await expect(library.calls.removePack({ packId: 'fastdepth' })).rejects.toMatchObject({
    code: 'bad-input',
  });
  await expect(library.calls.removePack({ packId: 'none' })).rejects.toMatchObject({ code: 'not-found' });
  await expect(library.calls.removePack({ packId: id })).rejects.toMatchObject({
    message: expect.stringContaining('in use by a run'),
  });
  openRuns = [];
  await library.calls.removePack({ packId: id });
  await library.calls.removePack({ packId: 'broken' });
  expect(await library.installed()).toEqual([]);
  expect(await namesIn(library.models)).toEqual(NOTHING);
});

test('a pack that another process adds is there without a restart', async () => {
  const { folder, id } = await copyOfPack();
  const here = await openTestLibrary();
  expect(await here.installed()).toEqual([]);
  const there = await openTestLibrary({ dataFolder: here.dataFolder });
  await there.calls.importPackFolder({ folder, replace: false });
  expect(await here.installed()).toEqual([id]);
});
