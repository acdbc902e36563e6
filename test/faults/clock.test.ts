import { utimesSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test, vi } from 'vitest';
import { onceAMinute } from '../../core/disk/once-a-minute.ts';
import { backUpDatabase } from '../../core/project/backup-database.ts';
import { HOST_LOCK, type Self, takeHostLock } from '../../core/project/host-lock.ts';
import { openProject } from '../../core/project/project.ts';
import { repairFolder } from '../../core/project/repair-folder.ts';
import { emptyExpired } from '../../core/project/trash/empty-trash.ts';
import { listTrash } from '../../core/project/trash/list-trash.ts';
import { openTestEngine, SAMPLE, temporaryFolder } from '../open-engine.ts';
import { alterDatabase, projectOfSchema2 } from './folders.ts';

/* The time of day is set: back, forward, and back again. */

const DAY_MS = 24 * 60 * 60 * 1000;

/** A project whose photo was removed now, by the clock that the engine had. */
async function withRemoved() {
  const folder = await projectOfSchema2();
  const engine = await openTestEngine({ projectFolder: folder });
  const { photos } = await engine.call('snapshot', {});
  await engine.call('removePhotos', { photoIds: photos.map(({ id }) => id) });
  await engine.close();
  const project = await openProject(folder, { create: false });
  const now = Date.now();
  return { folder, project, sweepAfter: (days: number) => emptyExpired(project, now + days * DAY_MS) };
}

test('a clock that was set forward and back again empties no trash early', async () => {
  const { project, sweepAfter } = await withRemoved();
  const outcomes: [number, number][] = [];
  // Opened every other day; a year ahead at times, then years behind.
  for (const days of [0, 365, 365.1, 366, 2, -9000, 800, 800.5, 4, 700, 6, 8])
    outcomes.push([days, await sweepAfter(days)]);
  expect(outcomes.map(([, emptied]) => emptied)).toEqual(outcomes.map(() => 0));
  for (let days = 10; days < 30; days += 2) expect([days, await sweepAfter(days)]).toEqual([days, 0]);
  expect(await sweepAfter(31)).toBe(1);
  project.close();
});

test('a clock that is set forward while it is doubted is not believed either', async () => {
  const { folder, project, sweepAfter } = await withRemoved();
  expect(await sweepAfter(0)).toBe(0);
  // Away for forty days; what came into the trash the day before is as new as it says.
  alterDatabase(folder, (database) =>
    database.exec(`INSERT INTO trash SELECT 'newer', kind, title,
      strftime('%Y-%m-%dT%H:%M:%fZ', removed_at, '+39 days'), content FROM trash`),
  );
  for (const days of [40, 40.1, 405, 406, 41, 42, 777, 778, 43])
    expect([days, await sweepAfter(days)]).toEqual([days, 0]);
  for (let days = 45; days < 73; days += 2) expect([days, await sweepAfter(days)]).toEqual([days, 0]);
  expect(await sweepAfter(73.1)).toBe(2);
  project.close();
});

test('what was removed while the clock was years behind, or long before a project was opened again, has thirty days from then', async () => {
  const { folder, project, sweepAfter } = await withRemoved();
  alterDatabase(folder, (database) =>
    database.exec("UPDATE trash SET removed_at = '1970-01-02T00:00:00.000Z'"),
  );
  expect(await sweepAfter(0)).toBe(0);
  const [{ goesAt }] = await listTrash(project);
  expect(Math.abs(Date.parse(goesAt ?? '') - Date.now() - 30 * DAY_MS)).toBeLessThan(DAY_MS);
  for (const days of [0.01, 1, 10, 29]) expect([days, await sweepAfter(days)]).toEqual([days, 0]);
  expect(await sweepAfter(30.1)).toBe(1);
  project.close();
});

test('an engine that lives keeps its queue, whatever the clock says of its last heartbeat', async () => {
  const one = await openTestEngine({ heartbeatMs: 60_000 });
  const { id } = await one.importPhoto(SAMPLE, 'coffee.png');
  const packIds = Array.from({ length: 6 }, () => 'fastdepth');
  const [first] = await one.call('estimate', { photoIds: [id], packIds });
  const folder = join(one.dataFolder, 'Default project');
  const database = new Database(join(folder, 'project.db'));
  for (const seenAt of [0, Date.now() + 365 * DAY_MS]) {
    database.prepare('UPDATE engines SET seen_at = ?').run(seenAt);
    const other = await openTestEngine({ dataFolder: one.dataFolder, projectFolder: folder });
    const { runs } = await other.call('snapshot', {});
    expect(runs.filter(({ error }) => error?.code === 'interrupted')).toEqual([]);
    await other.close();
    // Nor does one that leaves forget it.
    expect(database.prepare('SELECT count(*) FROM engines').pluck().get()).toBe(1);
  }
  const owners = database.prepare('SELECT count(DISTINCT engine_id) FROM runs').pluck().get();
  database.close();
  expect(owners).toBe(1);
  await one.call('cancelQueue', {});
  await one.whenEnded(first.id);
});

test('a lock of a computer that is gone, written before the clock was set back, locks nobody out', async () => {
  const folder = await temporaryFolder();
  const here: Self = { host: 'here', boot: 'b', processId: process.pid, startedAt: null };
  const path = join(folder, HOST_LOCK);
  // At once, so that no slow machine looks in between.
  const renew = (days: number) => {
    const time = new Date(Date.now() + days * DAY_MS);
    utimesSync(path, time, time);
  };
  await takeHostLock(folder, { ...here, host: 'elsewhere' });
  renew(365);
  // Who is there renews it, in whatever year; so often that no slow machine looks twice in between.
  let days = 365;
  const beats = setInterval(() => renew(++days), 5);
  await expect(takeHostLock(folder, here, 100)).rejects.toMatchObject({ code: 'busy' });
  clearInterval(beats);
  await takeHostLock(folder, here, 100);
  expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ host: 'here' });
  expect(await readdir(folder)).toEqual([HOST_LOCK]);
});

test('the latest backup is the one that was made last, though the clock was set back between', async () => {
  const folder = await projectOfSchema2();
  const path = join(folder, 'project.db');
  const database = new Database(path);
  database.exec("CREATE TABLE said (word TEXT); INSERT INTO said VALUES ('first')");
  const names: string[] = [];
  for (const [date, word] of [
    ['2031-12-31T23:59:59.999Z', 'second'],
    ['2026-01-01T00:00:00.000Z', 'third'],
    ['2026-01-01T00:00:00.000Z', 'fourth'],
  ]) {
    vi.setSystemTime(date);
    names.push(backUpDatabase(database, path));
    database.prepare('UPDATE said SET word = ?').run(word);
  }
  expect([new Set(names).size, [...names].sort()]).toEqual([3, names]);
  database.close();
  await writeFile(join(folder, 'backups', 'project-schema-2-99999999T999999999Z.db'), '');
  await repairFolder(folder, 'set-aside');
  vi.useRealTimers();
  const again = new Database(names[2], { readonly: true });
  expect(again.prepare('SELECT word FROM said').pluck().get()).toBe('third');
  again.close();
});

test('what failed is told again after the clock was set back', () => {
  let now = 1e12;
  const isToBeTold = onceAMinute(() => now);
  expect([isToBeTold('a'), isToBeTold('a')]).toEqual([true, false]);
  now -= 365 * DAY_MS;
  expect([isToBeTold('a'), isToBeTold('a')]).toEqual([true, false]);
});
