import { execFileSync } from 'node:child_process';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { removeLeftFile, removeLeftFolder } from '../../core/disk/remove-left.ts';
import { createHandler } from '../../core/host/http.ts';
import { openStage } from '../../core/library/packs/staging.ts';
import { openTestEngine, SAMPLE, temporaryFolder } from '../open-engine.ts';
import { makeReadOnly, mountDisk } from './long/conditions.ts';

test('in a folder that became read-only work is refused in a sentence, also where it cannot tidy up behind itself', async () => {
  const engine = await openTestEngine();
  const photo = await engine.importPhoto(SAMPLE, 'coffee.png');
  const { trashId } = await engine.call('removePhotos', { photoIds: [photo.id] });
  const giveBack = await makeReadOnly(engine.dataFolder);
  const refused = { code: 'no-permission', message: expect.stringContaining('did not permit') };
  try {
    await expect(engine.importPhoto(SAMPLE, 'again.png')).rejects.toMatchObject(refused);
    await engine.call('emptyTrash', { trashIds: [trashId] });
    await expect(engine.call('takeInFiles', {})).rejects.toMatchObject(refused);
  } finally {
    await giveBack();
  }
});

test('what cannot be removed afterwards does not hide what went wrong before', async () => {
  const engine = await openTestEngine();
  const handler = createHandler(engine, engine.dataFolder);
  const models = join(engine.dataFolder, 'elsewhere');
  const stage = await openStage(models, 'import', 'a');
  const asked = Promise.withResolvers<void>();
  const left = Promise.withResolvers<void>();
  // The folder becomes read-only once a piece of the upload is there, and the upload breaks off.
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new Uint8Array(64)),
    async pull(controller) {
      asked.resolve();
      await left.promise;
      controller.error(new Error('gone'));
    },
  });
  const request = { method: 'POST', body, duplex: 'half' } as RequestInit;
  const answer = handler(new Request('http://localhost/photos?name=a.png', request));
  await asked.promise;
  const temporary = join(engine.dataFolder, 'Default project', 'temporary');
  await expect.poll(async () => (await readdir(temporary)).length).toBe(1);
  const giveBack = await makeReadOnly(engine.dataFolder);
  try {
    left.resolve();
    expect(await (await answer).json()).toMatchObject({ code: 'interrupted' });
    await stage.discard();
    await removeLeftFile(join(models, '.staging', 'import-a', '.claim'));
    await removeLeftFolder(join(models, '.staging'));
    expect(await readdir(join(models, '.staging', 'import-a'))).toEqual(['.claim']);
  } finally {
    await giveBack();
  }
});

test('a folder in the place of a file that is to go stays', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'a'));
  await removeLeftFile(join(folder, 'a'));
  expect(await readdir(folder)).toEqual(['a']);
});

test('a disk that is read-only is not blamed on permissions', async (context) => {
  const folder = join(await temporaryFolder(), 'disk');
  const disk = await mountDisk(folder, 64);
  if (!disk) return context.skip();
  const remount = (how: 'ro' | 'rw') => execFileSync('mount', ['-o', `remount,${how}`, folder]);
  try {
    const place = join(folder, 'project');
    const before = await openTestEngine({ projectFolder: place });
    await before.importPhoto(SAMPLE, 'coffee.png');
    await before.close();
    remount('ro');
    const engine = await openTestEngine();
    const refused = { code: 'no-permission', message: expect.stringMatching(/disk .*is read-only/) };
    const open = (name: string, create: boolean) =>
      engine.call('openProject', { folder: join(folder, name), create });
    await expect(open('project', false)).rejects.toMatchObject(refused);
    await expect(open('new', true)).rejects.toMatchObject(refused);
    await expect(openTestEngine({ projectFolder: place })).rejects.toMatchObject(refused);
    remount('rw');
    expect((await open('project', false)).photoCount).toBe(1);
  } finally {
    disk.unmount();
  }
});
