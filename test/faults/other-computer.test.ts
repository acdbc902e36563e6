import { mkdir, readFile, rename, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { HOST_LOCK } from '../../core/project/host-lock.ts';
import { openTestEngine, SAMPLE, temporaryFolder } from '../open-engine.ts';
import { lockFor, makeReadOnly } from './long/conditions.ts';

const holder = {
  host: 'studio-mac',
  boot: '',
  processId: 4711,
  startedAt: null,
  heartbeatAt: new Date().toISOString(),
};

/** The head of a database, and what no SQLite would leave as it is. */
const WRITING = 'SQLite format 3\0 what the other one is writing';

test('a project that another computer has open is refused before its database is touched', async () => {
  const dataFolder = await temporaryFolder();
  const folder = join(dataFolder, 'Default project');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, HOST_LOCK), JSON.stringify(holder));
  await writeFile(join(folder, 'project.db'), WRITING);
  await expect(openTestEngine({ dataFolder })).rejects.toMatchObject({
    code: 'busy',
    message: expect.stringContaining('"studio-mac" has'),
  });
  expect(await readFile(join(folder, 'project.db'), 'utf8')).toBe(WRITING);
});

test('the lock lies beside the database while an engine has it open, and goes with the last one', async () => {
  const dataFolder = await temporaryFolder();
  const path = join(dataFolder, 'Default project', HOST_LOCK);
  const one = await openTestEngine({ dataFolder });
  const other = await openTestEngine({ dataFolder });
  await one.close();
  expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ processId: process.pid });
  await other.close();
  await expect(readFile(path)).rejects.toMatchObject({ code: 'ENOENT' });
});

test('who could not open a project leaves the lock to who has it open', async () => {
  const one = await openTestEngine();
  const folder = join(one.dataFolder, 'Default project');
  const unlock = await lockFor(join(folder, 'project.db'));
  const opening = openTestEngine({ dataFolder: one.dataFolder, patienceMs: 50 });
  await expect(opening).rejects.toMatchObject({ code: 'busy' });
  await unlock();
  expect(await readFile(join(folder, HOST_LOCK), 'utf8')).toContain(`"processId":${process.pid}`);
});

test('where the lock cannot be renewed, the engine says all the same that it is alive', async () => {
  const told: string[] = [];
  const engine = await openTestEngine({ heartbeatMs: 20, report: (name) => told.push(name) });
  const folder = join(engine.dataFolder, 'Default project');
  const database = new Database(join(folder, 'project.db'), { readonly: true });
  onTestFinished(() => void database.close());
  const seenAt = database.prepare<[], number>('SELECT seen_at FROM engines').pluck();
  const giveBack = await makeReadOnly(folder);
  try {
    await expect.poll(() => told).toContain('note that this computer has the project open');
    const before = seenAt.get() as number;
    await expect.poll(() => seenAt.get()).toBeGreaterThan(before);
    expect(told).not.toContain('note that this Depthroom has the project open');
  } finally {
    await giveBack();
  }
});

test('an engine whose project was taken by another computer while it slept writes nothing more', async () => {
  const told: string[] = [];
  // What waited for the other one would wait for longer than the test may take.
  const patienceMs = 600_000;
  const engine = await openTestEngine({ heartbeatMs: 50, patienceMs, report: (name) => told.push(name) });
  const photo = await engine.importPhoto(SAMPLE, 'coffee.png');
  const path = join(engine.dataFolder, 'Default project', HOST_LOCK);
  // Again, where a heartbeat was just being written.
  await expect
    .poll(async () => {
      // Whole, since half of one says nothing and is taken.
      await writeFile(`${path}.other`, JSON.stringify(holder));
      await rename(`${path}.other`, path);
      return told.length;
    })
    .toBeGreaterThan(0);
  await expect(engine.call('renamePhoto', { photoId: photo.id, name: 'b.png' })).rejects.toMatchObject({
    code: 'busy',
  });
  expect((await engine.call('snapshot', {})).photos).toEqual([photo]);
  // The other one is gone again.
  const past = new Date(Date.now() - 120_000);
  await utimes(path, past, past);
  await engine.close();
  expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ host: 'studio-mac' });
});
