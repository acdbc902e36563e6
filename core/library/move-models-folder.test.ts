import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../test/open-engine.ts';
import { copyOfPack, namesIn, openTestLibrary } from '../../test/open-library.ts';
import { rightAnswer, servePack } from '../../test/pack-server.ts';
import { writeModelsFolder } from './packs/models-folder.ts';
import { verifyPack } from './packs/pack-files.ts';

const WAYS = [
  ['by renaming', true],
  ['by copying', false],
] as const;

/** A library with a pack and a paused download, and a folder to move them to. */
async function openFilledLibrary(isSameDisk: boolean) {
  const { folder, id } = await copyOfPack();
  const library = await openTestLibrary({ ports: { isSameDisk: async () => isSameDisk } });
  await library.calls.importPackFolder({ folder, replace: false });
  const other = await copyOfPack('other');
  const { url } = await servePack(other.folder, (request, bytes, count) => ({
    ...rightAnswer(bytes, request),
    ...(request.file === 'unet.onnx' && count === 1 ? { stallAfter: 300_000 } : {}),
  }));
  const { id: downloadId } = await library.calls.startDownload({ url, replace: false });
  await expect.poll(async () => (await library.snapshot()).downloads[0].bytes).toBeGreaterThan(300_000);
  return { library, id, downloadId, to: join(await temporaryFolder(), 'new', 'models') };
}

test.each(
  WAYS,
)('the library moves %s, unfinished downloads included, and stays there', async (_way, isSameDisk) => {
  const { library, id, downloadId, to } = await openFilledLibrary(isSameDisk);
  const moved = await library.calls.moveModelsFolder({ folder: to });
  expect(moved).toEqual({
    folder: to,
    isDefault: false,
    bytes: expect.any(Number),
    freeBytes: expect.any(Number),
    problem: null,
    work: null,
  });
  expect(moved.bytes).toBeGreaterThan(1_000_000);
  await verifyPack(await library.packs.get(id));
  expect((await library.packs.get(id)).folder).toBe(join(to, id));
  // The download was running, and goes on in the new place.
  expect(await library.whenDownloaded(downloadId)).toBe('other');
  expect(await namesIn(to)).toEqual({ packs: [id, 'other'].sort(), staging: [] });
  expect(await readdir(library.dataFolder)).not.toContain('models');
  await library.close();

  const again = await openTestLibrary({ dataFolder: library.dataFolder });
  expect((await again.installed()).sort()).toEqual([id, 'other'].sort());
  expect((await again.snapshot()).modelsFolder.folder).toBe(to);
});

test('a move that is cancelled, or does not fit, changes nothing', async () => {
  const { library, id, to } = await openFilledLibrary(false);
  const moving = library.calls.moveModelsFolder({ folder: to });
  // Seldom asked, a move of so little is over before it is seen.
  const kind = async () => (await library.snapshot()).modelsFolder.work?.kind;
  await expect.poll(kind, { interval: 1 }).toBe('move');
  await Promise.all([
    expect(moving).rejects.toMatchObject({ code: 'cancelled' }),
    library.calls.cancelLibraryWork({}),
  ]);
  expect((await library.snapshot()).modelsFolder).toMatchObject({ folder: library.models, work: null });
  await verifyPack(await library.packs.get(id));
  expect(await readdir(join(to, '..'))).toEqual([]);

  const full = await openTestLibrary({
    dataFolder: library.dataFolder,
    ports: { isSameDisk: async () => false, freeBytes: async () => 1000 },
  });
  await expect(full.calls.moveModelsFolder({ folder: to })).rejects.toMatchObject({ code: 'no-space' });
  // The download goes on in the old place, and may be over.
  expect((await full.installed()).filter((name) => name !== 'other')).toEqual([id]);
});

test('a folder with other things in it, inside the old one, or in use by runs is refused', async () => {
  const { folder, id } = await copyOfPack();
  const openRuns: { id: string; packId: string }[] = [];
  const library = await openTestLibrary({ openRuns: () => openRuns });
  await library.calls.importPackFolder({ folder, replace: false });
  const documents = await temporaryFolder();
  await writeFile(join(documents, 'letter.txt'), 'Dear');
  const cases: [string, string][] = [
    [documents, 'holds "letter.txt"'],
    [join(library.models, 'inner'), 'inside it'],
    [library.dataFolder, 'around it'],
    ['models', 'whole path'],
  ];
  for (const [to, words] of cases)
    await expect(library.calls.moveModelsFolder({ folder: to })).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining(words),
    });
  openRuns.push({ id: 'run', packId: 'fastdepth' });
  await expect(library.calls.moveModelsFolder({ folder: await temporaryFolder() })).rejects.toMatchObject({
    message: expect.stringContaining('Runs are queued or at work'),
  });
  expect(await library.installed()).toEqual([id]);
});

test.each(WAYS)('a folder that holds packs already is joined %s', async (_way, isSameDisk) => {
  const { folder, id } = await copyOfPack();
  const there = await copyOfPack('there');
  const library = await openTestLibrary({ ports: { isSameDisk: async () => isSameDisk } });
  await library.calls.importPackFolder({ folder, replace: false });
  await library.calls.importPackFolder({ folder: there.folder, replace: false });
  const to = await temporaryFolder();
  await rename(there.folder, join(to, 'there'));
  const other = await temporaryFolder();
  await mkdir(join(other, id));
  await writeFile(join(other, id, 'pack.json'), '{}');

  await expect(library.calls.moveModelsFolder({ folder: other })).rejects.toMatchObject({ code: 'exists' });
  await library.calls.moveModelsFolder({ folder: to });
  expect((await library.installed()).sort()).toEqual([id, 'there'].sort());
  expect(await readdir(library.dataFolder)).not.toContain('models');
});

test('a move by renaming that was interrupted is ended at the next start', async () => {
  const { folder, id } = await copyOfPack();
  const first = await openTestLibrary();
  await first.calls.importPackFolder({ folder, replace: false });
  await first.calls.importPackFolder({ folder: (await copyOfPack('other')).folder, replace: false });
  await first.close();
  const to = await temporaryFolder();
  await writeModelsFolder(first.dataFolder, first.models, to);
  await rename(join(first.models, 'other'), join(to, 'other'));

  const second = await openTestLibrary({ dataFolder: first.dataFolder });
  expect((await second.installed()).sort()).toEqual([id, 'other'].sort());
  expect((await second.snapshot()).modelsFolder).toMatchObject({ folder: to, problem: null });
});

test('a disk that is not connected is told, and no folder is made in its place', async () => {
  const library = await openTestLibrary();
  const gone = join(await temporaryFolder(), 'disk', 'models');
  await writeModelsFolder(library.dataFolder, gone);
  const { modelsFolder, downloads } = await library.snapshot();
  expect(modelsFolder).toMatchObject({
    folder: gone,
    bytes: 0,
    problem: expect.stringContaining('connect its disk'),
  });
  expect(downloads).toEqual([]);
  await expect(
    library.calls.importPackFolder({ folder: (await copyOfPack()).folder, replace: false }),
  ).rejects.toMatchObject({ message: expect.stringContaining('connect its disk') });
  await expect(readFile(gone)).rejects.toMatchObject({ code: 'ENOENT' });
});
