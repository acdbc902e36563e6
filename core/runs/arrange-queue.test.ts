import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openTestEngine, SAMPLE, type TestEngine, temporaryFolder } from '../../test/open-engine.ts';
import { openDatabase } from '../project/database.ts';
import { MIGRATIONS } from '../project/migrations/index.ts';

/** A paused queue with so many runs of one photo. */
async function waiting(engine: TestEngine, count: number): Promise<string[]> {
  await engine.call('pauseQueue', { isPaused: true });
  const { id } = await engine.importPhoto(SAMPLE, 'coffee.png');
  const packIds = Array.from({ length: count }, () => 'fastdepth');
  const runs = await engine.call('estimate', { photoIds: [id], packIds });
  return runs.map((run) => run.id);
}

async function order(engine: TestEngine, from = 0): Promise<string[]> {
  const { rows } = await engine.call('listQueue', { part: 'waiting', from, count: 500 });
  return rows.map((row) => row?.id ?? '');
}

const stateOf = async (engine: TestEngine) => {
  const reader = engine.readEvents();
  const event = await reader.next();
  reader.close();
  return event?.event === 'changes' ? event.state?.queue : undefined;
};

test('what waits is moved up, down, to an end and before another one, however often', async () => {
  const engine = await openTestEngine();
  const [a, b, c, d] = await waiting(engine, 4);
  const move = (runId: string, to: 'front' | 'up' | 'down' | 'end' | { before: string }) =>
    engine.call('moveRun', { runId, to });
  expect(await order(engine)).toEqual([a, b, c, d]);
  await move(c, 'up');
  expect(await order(engine)).toEqual([a, c, b, d]);
  await move(d, 'front');
  expect(await order(engine)).toEqual([d, a, c, b]);
  await move(d, 'down');
  expect(await order(engine)).toEqual([a, d, c, b]);
  await move(a, 'end');
  expect(await order(engine)).toEqual([d, c, b, a]);
  await move(a, { before: c });
  expect(await order(engine)).toEqual([d, a, c, b]);
  for (const [id, to] of [
    [d, 'up'],
    [d, 'front'],
    [b, 'down'],
    [b, 'end'],
    [a, { before: c }],
    [a, { before: a }],
  ] as const)
    expect(await move(id, to)).toEqual({ isMoved: false });
  // Halving what lies between two ends somewhere: then all are counted anew.
  for (let k = 0; k < 70; k++) await move(k % 2 === 0 ? c : a, { before: k % 2 === 0 ? a : c });
  expect(await order(engine)).toEqual([d, a, c, b]);
  expect(await order(engine, 2)).toEqual([c, b]);
  await engine.call('cancelRun', { runId: b });
  await expect(move(b, 'front')).rejects.toMatchObject({
    code: 'bad-input',
    message: expect.stringMatching(/^Expected a run that waits, but "[^\n]+" is cancelled by now\.$/),
  });
});

test('a run that refines another one never stands before it', async () => {
  const engine = await openTestEngine();
  await engine.call('pauseQueue', { isPaused: true });
  const { id } = await engine.importPhoto(SAMPLE, 'coffee.png');
  const runs = await engine.call('estimate', {
    photoIds: [id],
    packIds: ['fastdepth', 'betterdepth-starter', 'fastdepth'],
  });
  const refiner = runs.find(({ priorRunId }) => priorRunId !== null);
  if (!refiner?.priorRunId) throw new Error('the refiner has a prior');
  const places = async () => {
    const ids = await order(engine);
    return [ids.indexOf(refiner.priorRunId ?? ''), ids.indexOf(refiner.id)];
  };
  await engine.call('moveRun', { runId: refiner.id, to: 'front' });
  expect(await places()).toEqual([0, 1]);
  await engine.call('moveRun', { runId: refiner.priorRunId, to: 'end' });
  const last = (await order(engine)).length - 1;
  expect(await places()).toEqual([last - 1, last]);
});

test('a paused queue stays paused when the engine starts again, in other engines too, and goes on in its order', async () => {
  const dataFolder = await temporaryFolder();
  const before = await openTestEngine({ dataFolder });
  const [a, b] = await waiting(before, 2);
  await before.call('moveRun', { runId: b, to: 'front' });
  expect(await stateOf(before)).toMatchObject({ isPaused: true, waiting: 2, failed: 0 });
  await before.close();

  const after = await openTestEngine({ dataFolder });
  const other = await openTestEngine({ dataFolder });
  const { photos } = await other.call('snapshot', {});
  const [theirs] = await other.call('estimate', { photoIds: [photos[0].id], packIds: ['fastdepth'] });
  await expect.poll(() => order(after)).toEqual([b, a, theirs.id]);
  const resumedAt = new Date().toISOString();
  await after.call('pauseQueue', { isPaused: false });
  const ended = await Promise.all([a, b].map((id) => after.whenEnded(id)));
  // The other engine hears of it.
  const heard = await other.whenEnded(theirs.id);
  expect([...ended, heard].map(({ state }) => state)).toEqual(['done', 'done', 'done']);
  expect(String(ended[1].startedAt) < String(ended[0].startedAt)).toBe(true);
  // What begins when an engine is opened or a run is asked for would have begun before.
  for (const { startedAt } of [...ended, heard]) expect(String(startedAt) >= resumedAt).toBe(true);
  expect(await stateOf(after)).not.toHaveProperty('isPaused');
});

test('what was cancelled goes back to its place, what failed to the end, and their row is the same', async () => {
  const dataFolder = await temporaryFolder();
  const engine = await openTestEngine({ dataFolder });
  const [a, b, c] = await waiting(engine, 3);
  const { runIds, cancelled } = await engine.call('cancelQueue', { isWorkLeft: true });
  expect([cancelled, new Set(runIds)]).toEqual([3, new Set([a, b, c])]);
  expect(await engine.call('requeueRuns', { runIds, keepsPlaces: true })).toEqual({ requeued: 3 });
  expect(await order(engine)).toEqual([a, b, c]);
  await engine.close();

  const database = openDatabase(join(dataFolder, 'Default project', 'project.db'));
  const failure = JSON.stringify({ code: 'interrupted', message: 'It was stopped.' });
  for (const [k, id] of [a, b].entries())
    database
      .prepare(
        "UPDATE runs SET state = 'failed', record = json_set(record, '$.state', 'failed', '$.finishedAt', ?, '$.error', json(?)) WHERE id = ?",
      )
      .run(`2026-0${k + 1}-01T00:00:00.000Z`, failure, id);
  database.close();
  const again = await openTestEngine({ dataFolder });
  const failed = await again.call('listQueue', { part: 'failed', from: 0, count: 10 });
  expect(failed.rows.map((row) => [row?.id, row?.failure])).toEqual([
    [b, 'It was stopped.'],
    [a, 'It was stopped.'],
  ]);
  expect((await again.call('listFailedRuns', {})).runIds).toEqual([b, a]);
  expect(await again.call('requeueRuns', { runIds: null })).toEqual({ requeued: 2 });
  expect(await order(again)).toEqual([c, a, b]);
  await again.call('pauseQueue', { isPaused: false });
  expect(await again.whenEnded(b)).toMatchObject({ id: b, state: 'done', error: null });
  expect(await again.call('requeueRuns', { runIds: [a, b] })).toEqual({ requeued: 0 });
});

test('what waits in a project of an earlier version keeps its order', async () => {
  const dataFolder = await temporaryFolder();
  const engine = await openTestEngine({ dataFolder });
  const ids = await waiting(engine, 3);
  const folder = join(dataFolder, 'Default project');
  await engine.close();
  const path = join(folder, 'project.db');
  // As the version before left it.
  const database = openDatabase(path);
  database.exec(
    'DROP TRIGGER queue_changed; DROP TABLE queue; DROP INDEX runs_waiting; DROP INDEX runs_waiting_of_engine; DROP INDEX runs_failed; ALTER TABLE runs DROP COLUMN place;',
  );
  database.pragma(`user_version = ${MIGRATIONS.length - 1}`);
  database.close();
  const migrated = openDatabase(path);
  const found = migrated.prepare("SELECT id FROM runs WHERE state = 'queued' ORDER BY place").pluck().all();
  expect(found).toEqual(ids);
  migrated.close();
  const after = await openTestEngine({ dataFolder });
  const ended = await Promise.all(ids.map((id) => after.whenEnded(id)));
  expect(ended.map(({ state }) => state)).toEqual(['done', 'done', 'done']);
});
