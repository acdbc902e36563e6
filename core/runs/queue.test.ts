import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openTestEngine, SAMPLE, temporaryFolder } from '../../test/open-engine.ts';
import { forkWorker } from '../host/fork-worker.ts';
import { openDatabase } from '../project/database.ts';
import type { WorkerProcess } from '../worker/client.ts';

const fastdepth = { packIds: ['fastdepth'] };

/** Real workers; the test can get hold of the processes that estimate. */
function watchedWorkers() {
  const started: WorkerProcess[] = [];
  return {
    started,
    startWorker: () => {
      const worker = forkWorker();
      return {
        ...worker,
        send(message: object) {
          // The processes that read photos and write exports are others.
          if ('task' in message && message.task === 'estimate' && !started.includes(worker))
            started.push(worker);
          worker.send(message);
        },
      };
    },
  };
}

test('a crash of the worker fails one run with a reason, and the next run works', async () => {
  const { started, startWorker } = watchedWorkers();
  const engine = await openTestEngine({ startWorker });
  const { id } = await engine.importPhoto(SAMPLE, 'coffee.png');
  const [first, second] = await engine.call('estimate', {
    photoIds: [id],
    packIds: ['fastdepth', 'fastdepth'],
  });
  const ended = engine.whenEnded(first.id);
  await expect.poll(() => started.length).toBe(1);
  started[0].kill();
  expect(await ended).toMatchObject({
    state: 'failed',
    error: { code: 'interrupted', message: expect.stringContaining('SIGKILL') },
  });
  expect(await engine.whenEnded(second.id)).toMatchObject({ state: 'done', error: null });
});

test('a new worker does not read a pack again that an earlier one has found right', async () => {
  const { started, startWorker } = watchedWorkers();
  const engine = await openTestEngine({ startWorker });
  const { id } = await engine.importPhoto(SAMPLE, 'coffee.png');
  const stagesOf = async () => {
    const [run] = await engine.call('estimate', { photoIds: [id], ...fastdepth });
    const { state, stages } = await engine.whenEnded(run.id);
    expect(state).toBe('done');
    return stages.map(({ name }) => name);
  };
  expect(await stagesOf()).toContain('check pack');
  const ended = new Promise((resolve) => started[0].onExit(resolve));
  started[0].kill();
  await ended;
  const again = await stagesOf();
  expect(started).toHaveLength(2);
  expect(again).not.toContain('check pack');
});

test('a queued run that is cancelled never starts; a running one is stopped; the rest goes on', async () => {
  const engine = await openTestEngine();
  const { id } = await engine.importPhoto(SAMPLE, 'coffee.png');
  const [first, second, third] = await engine.call('estimate', {
    photoIds: [id],
    packIds: ['fastdepth', 'fastdepth', 'fastdepth'],
  });
  await engine.call('cancelRun', { runId: second.id });
  await expect.poll(async () => (await engine.call('snapshot', {})).runs[0].state).toBe('running');
  await engine.call('cancelRun', { runId: first.id });
  const states = await Promise.all([first, second, third].map((run) => engine.whenEnded(run.id)));
  expect(states.map(({ state, startedAt }) => [state, startedAt !== null])).toEqual([
    ['cancelled', true],
    ['cancelled', false],
    ['done', true],
  ]);
});

test('a closed project is there again: photos, finished runs, and a queue that goes on', async () => {
  const dataFolder = await temporaryFolder();
  const before = await openTestEngine({ dataFolder });
  const photo = await before.importPhoto(SAMPLE, 'coffee.png');
  const [done] = await before.call('estimate', { photoIds: [photo.id], ...fastdepth });
  const finished = await before.whenEnded(done.id);
  const [waiting] = await before.call('estimate', { photoIds: [photo.id], ...fastdepth });
  await before.close();

  const after = await openTestEngine({ dataFolder });
  const { photos, runs } = await after.call('snapshot', {});
  expect(photos).toEqual([photo]);
  expect(runs[0]).toEqual(finished);
  expect(await after.whenEnded(waiting.id)).toMatchObject({ id: waiting.id, state: 'done' });
});

test('a run whose process was killed is noted as interrupted, and what was queued is done', async () => {
  const dataFolder = await temporaryFolder();
  const before = await openTestEngine({ dataFolder });
  const photo = await before.importPhoto(SAMPLE, 'coffee.png');
  const [first, second] = await before.call('estimate', {
    photoIds: [photo.id],
    packIds: ['fastdepth', 'fastdepth'],
  });
  await Promise.all([before.whenEnded(first.id), before.whenEnded(second.id)]);
  await before.close();
  // The rows as a kill leaves them: an engine that is gone, one run at work and one waiting.
  const database = openDatabase(join(dataFolder, 'Default project', 'project.db'));
  for (const [id, state] of [
    [first.id, 'running'],
    [second.id, 'queued'],
  ]) {
    database
      .prepare(
        "UPDATE runs SET state = @state, engine_id = 'gone', record = json_set(record, '$.state', @state, '$.engineId', 'gone', '$.result', NULL) WHERE id = @id",
      )
      .run({ id, state });
  }
  database.close();

  const after = await openTestEngine({ dataFolder });
  expect(await after.whenEnded(first.id)).toMatchObject({ state: 'failed', error: { code: 'interrupted' } });
  expect(await after.whenEnded(second.id)).toMatchObject({ state: 'done' });
});

test('nothing is left in the temporary folder, whatever happened', async () => {
  const engine = await openTestEngine();
  const photo = await engine.importPhoto(SAMPLE, 'coffee.png');
  await expect(engine.importPhoto('/nowhere.jpg', 'nowhere.jpg')).rejects.toMatchObject({
    code: 'not-found',
  });
  const [run, cancelled] = await engine.call('estimate', {
    photoIds: [photo.id],
    packIds: ['fastdepth', 'fastdepth'],
  });
  await engine.call('cancelRun', { runId: cancelled.id });
  await engine.whenEnded(run.id);
  const folder = join(engine.dataFolder, 'Default project');
  await expect.poll(() => readdir(join(folder, 'temporary'))).toEqual([]);
  expect(existsSync(join(folder, 'project.db'))).toBe(true);
});

test('two engines share a project: one sees what the other does, and neither takes the other’s runs', async () => {
  const dataFolder = await temporaryFolder();
  const one = await openTestEngine({ dataFolder });
  const other = await openTestEngine({ dataFolder });
  const photo = await one.importPhoto(SAMPLE, 'coffee.png');
  const [run] = await one.call('estimate', { photoIds: [photo.id], ...fastdepth });
  const seen = new Set<string>();
  const stop = other.subscribe((event) => {
    if (event.event !== 'changes') return;
    for (const { table, id, row } of event.rows) if (table === 'runs' && row?.state === 'done') seen.add(id);
  });
  expect(await one.whenEnded(run.id)).toMatchObject({ state: 'done' });
  await expect.poll(() => [...seen]).toEqual([run.id]);
  stop();
});

test('an export that was being written when its process was killed is noted as interrupted', async () => {
  const dataFolder = await temporaryFolder();
  const before = await openTestEngine({ dataFolder });
  const photo = await before.importPhoto(SAMPLE, 'coffee.png');
  const [run] = await before.call('estimate', { photoIds: [photo.id], ...fastdepth });
  await before.whenEnded(run.id);
  const made = await before.call('exportPointCloud', { runId: run.id, options: {} });
  await before.close();
  const database = openDatabase(join(dataFolder, 'Default project', 'project.db'));
  database
    .prepare("UPDATE exports SET record = json_set(record, '$.state', 'running', '$.engineId', 'gone')")
    .run();
  database.close();

  const after = await openTestEngine({ dataFolder });
  const { exports } = await after.call('snapshot', {});
  expect(exports).toMatchObject([{ id: made.id, state: 'failed', error: { code: 'interrupted' } }]);
});
