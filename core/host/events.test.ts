import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Changes, ProjectEvent } from '../../contract/calls/snapshot.ts';
import { openTestEngine, SAMPLE, temporaryFolder } from '../../test/open-engine.ts';
import { openProject } from '../project/project.ts';
import type { EventReader } from './events.ts';

/** The next event that is of changes. */
async function nextChanges(reader: EventReader): Promise<Changes> {
  for (;;) {
    const event = await reader.next();
    if (event?.event === 'changes') return event;
    if (!event) throw new Error('The reader was closed.');
  }
}

/** Reads until nothing has come for a while. */
async function readAll(reader: EventReader): Promise<ProjectEvent[]> {
  const events: ProjectEvent[] = [];
  for (;;) {
    const event = await Promise.race([reader.next(), wait(600).then(() => null)]);
    if (!event) return events;
    events.push(event);
  }
}

const rowsOf = (events: readonly ProjectEvent[]) =>
  events.flatMap((event) => (event.event === 'changes' ? event.rows : []));

test('what changed is told in order, as it is now, with the photo as the list shows it', async () => {
  const engine = await openTestEngine();
  const photo = await engine.importPhoto(SAMPLE, 'coffee.png');
  const reader = engine.readEvents();
  const first = await nextChanges(reader);
  expect(first).toMatchObject({
    isFresh: true,
    rows: [],
    state: { photoCount: 1, exportCount: 0 },
    installation: { packs: expect.any(Array) },
  });
  await engine.call('renamePhoto', { photoId: photo.id, name: 'one.png' });
  await engine.call('renamePhoto', { photoId: photo.id, name: 'two.png' });
  const next = await nextChanges(reader);
  expect(next).toMatchObject({
    feed: first.feed,
    isFresh: false,
    rows: [{ table: 'photos', id: photo.id, row: { name: 'two.png' } }],
    items: [{ id: photo.id, name: 'two.png', done: 0, working: 0, failed: 0 }],
  });
  expect([next.state, next.installation]).toEqual([undefined, undefined]);
  expect(next.sequence).toBeGreaterThan(first.sequence);

  const [run] = await engine.call('estimate', { photoIds: [photo.id], packIds: ['fastdepth'] });
  await engine.whenEnded(run.id);
  const events = await readAll(reader);
  const states = rowsOf(events).flatMap((row) => (row.table === 'runs' ? (row.row?.state ?? []) : []));
  expect(states.at(-1)).toBe('done');
  const numbers = events.flatMap((event) => (event.event === 'changes' ? event.sequence : []));
  expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  await engine.call('removePhotos', { photoIds: [photo.id] });
  const gone = await nextChanges(reader);
  expect(gone.rows.map(({ table, row }) => [table, row])).toEqual(
    expect.arrayContaining([
      ['photos', null],
      ['runs', null],
    ]),
  );
  expect(gone.state).toMatchObject({ photoCount: 0, trash: { removed: 1 } });
  reader.close();
  expect(await reader.next()).toBeNull();
});

test('who comes back goes on from its number; who was away for too much, or comes from another opening, starts anew', async () => {
  const engine = await openTestEngine();
  const photo = await engine.importPhoto(SAMPLE, 'coffee.png');
  const before = engine.readEvents();
  const { feed, sequence } = await nextChanges(before);
  before.close();
  const rename = (name: string) => engine.call('renamePhoto', { photoId: photo.id, name });
  await rename('away.png');
  const back = engine.readEvents({ feed, sequence });
  expect(await nextChanges(back)).toMatchObject({
    isFresh: false,
    rows: [{ row: { name: 'away.png' } }],
    state: { photoCount: 1 },
  });
  back.close();
  for (let k = 0; k < 501; k++) await rename(`${k}.png`);
  const late = engine.readEvents({ feed, sequence });
  expect(await nextChanges(late)).toMatchObject({ isFresh: true, rows: [] });
  late.close();
  const stranger = engine.readEvents({ feed: 'another', sequence });
  expect(await nextChanges(stranger)).toMatchObject({ isFresh: true });
  stranger.close();
});

test('a reader that does not read holds nothing back and nothing in memory: it is told the last of each', async () => {
  const engine = await openTestEngine();
  const photo = await engine.importPhoto(SAMPLE, 'coffee.png');
  const slow = engine.readEvents();
  await nextChanges(slow);
  for (let k = 0; k < 50; k++) await engine.call('renamePhoto', { photoId: photo.id, name: `${k}.png` });
  const [run] = await engine.call('estimate', { photoIds: [photo.id], packIds: ['fastdepth'] });
  await engine.whenEnded(run.id);
  const events = await readAll(slow);
  expect(rowsOf(events).map(({ table }) => table)).toEqual(['photos', 'runs']);
  expect(events.filter(({ event }) => event === 'progress').length).toBeLessThanOrEqual(1);
  slow.close();
});

test('another engine that has the project open is no change; what it writes is one', async () => {
  const dataFolder = await temporaryFolder();
  const one = await openTestEngine({ dataFolder, heartbeatMs: 50 });
  const photo = await one.importPhoto(SAMPLE, 'coffee.png');
  const reader = one.readEvents();
  await readAll(reader);
  const other = await openTestEngine({ dataFolder, heartbeatMs: 50 });
  await wait(2_500);
  const quiet = await readAll(reader);
  // That the list of projects was written anew may be told, and nothing else.
  expect(rowsOf(quiet)).toEqual([]);
  await wait(1_500);
  expect(await readAll(reader)).toEqual([]);
  await other.call('renamePhoto', { photoId: photo.id, name: 'elsewhere.png' });
  expect(await nextChanges(reader)).toMatchObject({ rows: [{ row: { name: 'elsewhere.png' } }] });
  reader.close();
});

test('old changes are forgotten, and the numbers go on', async () => {
  const dataFolder = await temporaryFolder();
  const engine = await openTestEngine({ dataFolder });
  const photo = await engine.importPhoto(SAMPLE, 'coffee.png');
  await engine.close();
  const project = await openProject(join(dataFolder, 'Default project'), { create: false });
  const { changes, database, write } = project;
  database.exec(`
    WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 20100)
    INSERT INTO changes (kind, row_id, photo_id) SELECT 'photos', '${photo.id}', '${photo.id}' FROM numbers`);
  expect(changes.isLong()).toBe(true);
  const latest = changes.latest();
  await write(changes.trim);
  expect([changes.latest(), changes.isLong()]).toEqual([latest, false]);
  expect(changes.oldest()).toBe(latest - 10_000 + 1);
  await write(() => project.photos.update(photo));
  expect(changes.since(latest, 10)).toMatchObject([{ sequence: latest + 1, kind: 'photos', id: photo.id }]);
  expect(database.prepare('SELECT count(*) FROM changes').pluck().get()).toBe(10_001);
  await project.lock.release(false);
  project.close();
});
