import { cp, mkdtemp, open, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Changes } from '../../contract/calls/snapshot.ts';
import { PROJECT_CHECK } from '../../contract/project-check.ts';
import { openProject } from '../../core/project/project.ts';
import { idOf, makeProject } from '../bench/growth/make-project.ts';
import { openTestEngine, type TestEngine, temporaryFolder } from '../open-engine.ts';
import { alterDatabase } from './folders.ts';

/*
 * A large project that this program did not leave is opened at once and read through meanwhile, in a process of its own.
 */

const PAGE_BYTES = 4096;

/** A project whose database is too large to be read before it is opened: one run has very much to say. Each test has a copy. */
let made: string;
beforeAll(async () => {
  made = await mkdtemp(join(tmpdir(), 'depthroom-test-'));
  const folder = join(made, 'project');
  await makeProject(folder, 3, 6);
  const project = await openProject(folder, { create: false });
  await project.write(() => {
    const run = project.runs.get(idOf('run', 5));
    project.runs.update({ ...run, notes: ['word '.repeat(8_000_000)] });
  });
  await project.lock.release(false);
  project.close();
  expect((await stat(join(folder, 'project.db'))).size).toBeGreaterThan(32e6);
}, 120_000);
afterAll(() => rm(made, { recursive: true, force: true }));

async function largeProject(): Promise<string> {
  const folder = join(await temporaryFolder(), 'project');
  await cp(join(made, 'project'), folder, { recursive: true });
  return folder;
}

/** Makes the chain of pages of that run's record lead nowhere. */
async function breakRecord(folder: string): Promise<void> {
  const path = join(folder, 'project.db');
  const pages = (await readFile(path)).length / PAGE_BYTES;
  const file = await open(path, 'r+');
  await file.write(Buffer.alloc(4), 0, 4, Math.floor(pages / 2) * PAGE_BYTES);
  await file.close();
}

async function firstChanges(engine: TestEngine): Promise<Changes> {
  const reader = engine.readEvents();
  const event = await reader.next();
  reader.close();
  if (event?.event !== 'changes') throw new Error('Nothing was told.');
  return event;
}

const isChecking = async (engine: TestEngine) =>
  (await firstChanges(engine)).state?.queue.isChecking === true;

test('is used while it is read through, told what cannot be read, and known the next time', async () => {
  const folder = await largeProject();
  alterDatabase(folder, (database) =>
    database
      .prepare("UPDATE runs SET record = json_set(record, '$.packId', '../x') WHERE id = ?")
      .run(idOf('run', 4)),
  );
  const dataFolder = await temporaryFolder();
  const engine = await openTestEngine({ projectFolder: folder, dataFolder });
  expect(await isChecking(engine)).toBe(true);
  expect((await engine.call('listPhotos', { from: 0, count: 10 })).total).toBe(3);
  await expect.poll(() => isChecking(engine)).toBe(false);
  const { unreadable } = await engine.call('snapshot', {});
  expect(unreadable).toEqual([expect.stringContaining(idOf('run', 4))]);
  await engine.close();

  const again = await openTestEngine({ projectFolder: folder, dataFolder });
  expect(await isChecking(again)).toBe(false);
});

test('is not worked in any more once it is found damaged, and asked about when it is opened again', async () => {
  const folder = await largeProject();
  await breakRecord(folder);
  const dataFolder = await temporaryFolder();
  const engine = await openTestEngine({ projectFolder: folder, dataFolder });
  const photoId = idOf('photo', 0);
  const rename = () => engine.call('renamePhoto', { photoId, name: 'another.jpg' });
  await expect
    .poll(
      () =>
        rename().then(
          () => 'done',
          ({ code }) => code,
        ),
      { timeout: 30_000 },
    )
    .toBe('needs-repair');
  // A page that comes now is told.
  const { state, installation } = await firstChanges(engine);
  expect(state?.project.note).toMatch(/damaged .* nothing more is written/);
  expect([state?.photoCount, installation !== undefined]).toEqual([3, true]);
  await expect(engine.call('openProject', { folder, create: false })).rejects.toMatchObject({
    code: 'needs-repair',
    message: expect.stringContaining('nothing was changed'),
  });
  await engine.close();
  // Whoever opens it for one piece of work reads it first.
  await expect(openProject(folder, { create: false })).rejects.toMatchObject({ code: 'needs-repair' });
});

test('is closed in the middle of that without a word, and is read through again', async () => {
  const folder = await largeProject();
  const dataFolder = await temporaryFolder();
  for (const waitsForProcess of [false, true, false]) {
    const engine = await openTestEngine({ projectFolder: folder, dataFolder });
    // Closing has not waited for its end the time before.
    expect(await isChecking(engine)).toBe(true);
    if (waitsForProcess)
      await new Promise((resolve) =>
        engine.subscribe(
          (event) => event.event === 'progress' && event.progress.id === PROJECT_CHECK && resolve(null),
        ),
      );
    await engine.close();
  }
});
