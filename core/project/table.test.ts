import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runSchema } from '../../contract/run.ts';
import { runOf } from '../../test/fixtures/finished-run.ts';
import { temporaryFolder } from '../../test/open-engine.ts';
import { startClock } from '../runs/time-left.ts';
import { openDatabase } from './database.ts';
import { openTable } from './table.ts';

const run = runOf({
  depth: { kind: 'metric', width: 1, height: 1, values: new Float32Array(1) },
  photo: { width: 1, height: 1 },
});

/** Runs in the order of their numbers, every third one queued by another engine. */
async function runsTable(count: number) {
  const database = openDatabase(join(await temporaryFolder(), 'project.db'));
  database.prepare("INSERT INTO files VALUES ('a', 'image/png', 7)").run();
  database.prepare("INSERT INTO photos VALUES (?, 'a', '2026', '{}')").run(run.photoId);
  const runs = openTable(database, 'runs', runSchema, (each) => ({
    photo_id: each.photoId,
    state: each.state,
    engine_id: each.engineId,
    queued_at: each.queuedAt,
  }));
  for (let k = 0; k < count; k++) {
    const state = k % 2 === 0 ? 'done' : 'queued';
    const stages = [{ name: 'depth', milliseconds: 1000 * k }];
    runs.insert({ ...run, id: `run-${k}`, state, engineId: k % 3 === 0 ? 'other' : 'own', stages });
  }
  return runs;
}

test('the first row with the values of several columns, and the last ones of a column', async () => {
  const runs = await runsTable(12);
  expect(runs.first({ state: 'queued', engine_id: 'own' })?.id).toBe('run-1');
  expect(runs.first({ state: 'queued', engine_id: 'other' })?.id).toBe('run-3');
  expect(runs.first({ state: 'failed', engine_id: 'own' })).toBeNull();
  expect(runs.latest('state', 'done', 2).map(({ id }) => id)).toEqual(['run-10', 'run-8']);
});

test('the time left is that of the last run that was like it', async () => {
  const runs = await runsTable(12);
  const clock = startClock(runs, run, () => 0);
  expect(clock.secondsLeft(0)).toBe(10);
  expect(startClock(runs, { ...run, options: { steps: 3 } }, () => 0).secondsLeft(0)).toBeNull();
});
