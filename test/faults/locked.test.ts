import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createHandler } from '../../core/host/http.ts';
import { openTestEngine, SAMPLE, temporaryFolder } from '../open-engine.ts';
import { countTurns, lockDatabase } from './tools.ts';

/** An engine whose heartbeat and patience are short, with a photo, and the path of its database. */
async function open(patienceMs = 800) {
  const told: string[] = [];
  const engine = await openTestEngine({
    heartbeatMs: 50,
    patienceMs,
    report: (name, thrown) => told.push(`${name}: ${(thrown as Error).message}`),
  });
  const photo = await engine.importPhoto(SAMPLE, 'coffee.png');
  const path = join(engine.dataFolder, 'Default project', 'project.db');
  return { engine, photo, path, told };
}

test('a call waits a while for another program’s lock, is refused with a code then, and everybody else goes on', async () => {
  const { engine, photo, path, told } = await open();
  const unlock = await lockDatabase(path);
  const rename = (name: string) => engine.call('renamePhoto', { photoId: photo.id, name });
  const turns = await countTurns(() =>
    expect(rename('refused.png')).rejects.toMatchObject({
      code: 'busy',
      message: expect.stringContaining('another program has it locked'),
    }),
  );
  // Who waited inside SQLite would let nothing else have its turn.
  expect(turns).toBeGreaterThan(3);
  // Reading goes on; the page is told, with a status that says "later".
  expect((await engine.call('snapshot', {})).photos).toEqual([photo]);
  const response = await createHandler(
    engine,
    '',
  )(
    new Request('http://depthroom/call/renamePhoto', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ photoId: photo.id, name: 'refused.png' }),
    }),
  );
  expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([503, 'busy']);

  const waiting = rename('renamed.png');
  setTimeout(() => unlock(), 200);
  expect(await waiting).toMatchObject({ name: 'renamed.png' });
  // The heartbeat found the project locked too: said, not thrown.
  expect(told.join('\n')).toContain('note that this Depthroom has the project open');
});

test('a run that ends while another program has the project locked keeps its result', async () => {
  const { engine, photo, path } = await open();
  const [run] = await engine.call('estimate', { photoIds: [photo.id], packIds: ['fastdepth'] });
  const ended = engine.whenEnded(run.id);
  await expect.poll(async () => (await engine.call('snapshot', {})).runs[0].state).toBe('running');
  const isComputed = new Promise((resolve) => {
    engine.subscribe((event) => event.event === 'progress' && event.progress.fraction > 0.9 && resolve(null));
  });
  const unlock = await lockDatabase(path);
  await isComputed;
  // Longer than the patience of a call.
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect((await engine.call('snapshot', {})).runs[0].state).toBe('running');
  await unlock();
  expect(await ended).toMatchObject({ state: 'done', error: null });
  const { runs } = await engine.call('snapshot', {});
  expect(await engine.findFile(runs[0].result?.view.file ?? '')).not.toBeNull();
});

test('a project that is locked for good is refused, and an engine closes all the same', async () => {
  // Closing waits neither for the lock, which is kept to the end of the test, nor for the patience of a write, which is longer than a test may take.
  const { engine, photo, path } = await open(600_000);
  const [run] = await engine.call('estimate', { photoIds: [photo.id], packIds: ['fastdepth'] });
  await expect.poll(async () => (await engine.call('snapshot', {})).runs[0].state).toBe('running');
  await lockDatabase(path);
  const { dataFolder } = engine;
  await expect(openTestEngine({ dataFolder, patienceMs: 300 })).rejects.toMatchObject({ code: 'busy' });
  const ended = expect(engine.whenEnded(run.id)).rejects.toMatchObject({ code: 'cancelled' });
  await engine.close();
  await ended;
});

test('of two engines that write at the same time neither is refused', async () => {
  const dataFolder = await temporaryFolder();
  const engines = await Promise.all([openTestEngine({ dataFolder }), openTestEngine({ dataFolder })]);
  const photo = await engines[0].importPhoto(SAMPLE, 'coffee.png');
  const names = Array.from({ length: 20 }, (_, k) => `${k}.png`);
  await Promise.all(names.map((name, k) => engines[k % 2].call('renamePhoto', { photoId: photo.id, name })));
  const { photos } = await engines[0].call('snapshot', {});
  expect(names).toContain(photos[0].name);
});
