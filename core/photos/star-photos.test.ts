import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { PhotoFilter } from '../../contract/calls/page-calls.ts';
import { tinyPhoto } from '../../test/faults/folders.ts';
import { openTestEngine, SAMPLE, type TestEngine, temporaryFolder } from '../../test/open-engine.ts';

async function names(engine: TestEngine, filter: Partial<PhotoFilter>): Promise<string[]> {
  const { items } = await engine.call('listPhotos', { filter, from: 0, count: 10 });
  return items.map((item) => `${item?.name}${item?.isStarred ? ' *' : ''}`);
}

test('a star stays with its photo: in the list, through the trash, and when the project is opened again', async () => {
  const dataFolder = await temporaryFolder();
  const engine = await openTestEngine({ dataFolder });
  const one = await engine.importPhoto(SAMPLE, 'one.png');
  const two = await engine.importPhoto(await tinyPhoto(1), 'two.png');
  const reader = engine.readEvents();
  await reader.next();

  const first = await engine.call('starPhotos', { photoIds: [one.id], isStarred: null });
  expect(first).toEqual({ photoIds: [one.id], isStarred: true });
  expect(await reader.next()).toMatchObject({
    rows: [{ table: 'photos', row: { isStarred: true } }],
    items: [{ id: one.id, isStarred: true }],
  });
  reader.close();
  // What has one already is not changed, so that taking it back takes no other star away.
  const both = [one.id, two.id];
  expect(await engine.call('starPhotos', { photoIds: both, isStarred: null })).toEqual({
    photoIds: [two.id],
    isStarred: true,
  });
  await engine.call('starPhotos', { photoIds: [two.id], isStarred: false });
  expect(await names(engine, {})).toEqual(['one.png *', 'two.png']);
  expect(await names(engine, { isStarred: true })).toEqual(['one.png *']);
  await engine.call('renamePhoto', { photoId: one.id, name: 'uno.png' });

  const { trashId } = await engine.call('removePhotos', { photoIds: [one.id] });
  expect(await names(engine, { isStarred: true })).toEqual([]);
  await engine.call('restoreTrash', { trashIds: [trashId] });
  await engine.close();
  const again = await openTestEngine({ dataFolder, projectFolder: join(dataFolder, 'Default project') });
  expect(await names(again, { isStarred: true })).toEqual(['uno.png *']);
  expect(await again.call('starPhotos', { photoIds: [one.id], isStarred: null })).toMatchObject({
    isStarred: false,
  });
  const [photo] = (await again.call('snapshot', {})).photos;
  expect(photo).not.toHaveProperty('isStarred');
});

test('photos that are gone are passed over, and none at all is said', async () => {
  const engine = await openTestEngine();
  const { id } = await engine.importPhoto(SAMPLE, 'one.png');
  const gone = '11111111-1111-4111-8111-111111111111';
  expect(await engine.call('starPhotos', { photoIds: [gone, id], isStarred: true })).toEqual({
    photoIds: [id],
    isStarred: true,
  });
  for (const isStarred of [true, null])
    await expect(engine.call('starPhotos', { photoIds: [gone], isStarred })).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining(gone),
    });
});
