import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import type { ProjectEvent } from '../../contract/calls/snapshot.ts';
import { openTestEngine, SAMPLE, temporaryFolder } from '../open-engine.ts';

/** Whatever would have ended the process. */
function watchProcess(): unknown[] {
  const thrown: unknown[] = [];
  const note = (reason: unknown) => thrown.push(reason);
  process.on('uncaughtException', note);
  process.on('unhandledRejection', note);
  onTestFinished(() => {
    process.off('uncaughtException', note);
    process.off('unhandledRejection', note);
  });
  return thrown;
}

async function open() {
  const folder = await temporaryFolder();
  const told: string[] = [];
  const engine = await openTestEngine({
    heartbeatMs: 20,
    report: (name, thrown) => told.push(`${name}: ${(thrown as Error).message}`),
  });
  const switchTo = (name: string) => engine.call('openProject', { folder: join(folder, name), create: true });
  return { engine, folder, told, switchTo, thrown: watchProcess() };
}

test('a page that is open while projects are switched is told of each, and nothing ends the process', async () => {
  const { engine, switchTo, told, thrown } = await open();
  const events: ProjectEvent[] = [];
  const end = engine.subscribe((event) => events.push(event));
  for (const name of ['a', 'b', 'c', 'a']) {
    await switchTo(name);
    await engine.importPhoto(SAMPLE, 'coffee.png');
    await wait(300);
  }
  // Long enough for every timer of the projects that were left.
  await wait(1_200);
  const states = events.flatMap((event) => (event.event === 'changes' && event.state ? event.state : []));
  expect(states.at(-1)?.project.name).toBe('a');
  expect(states.at(-1)?.photoCount).toBe(1);
  end();
  expect([told, thrown]).toEqual([[], []]);
});

test('two switches at once come one after the other, and the last one stays', async () => {
  const { engine, switchTo, told, thrown } = await open();
  const names = ['a', 'b', 'a', 'c'];
  const snapshots = await Promise.all(names.map(switchTo));
  expect(snapshots.map(({ project }) => project.name).at(-1)).toBe('c');
  const { project, recentProjects } = await engine.call('snapshot', {});
  expect(project.name).toBe('c');
  expect(recentProjects.slice(0, 3).map(({ name }) => name)).toEqual(['c', 'a', 'b']);
  expect([told, thrown]).toEqual([[], []]);
});

test('what is called for during a switch is done in one of the projects, whole', async () => {
  const { engine, switchTo, thrown } = await open();
  const before = engine.importPhoto(SAMPLE, 'coffee.png');
  const switching = switchTo('next');
  const during = engine.importPhoto(SAMPLE, 'coffee.png');
  const photos = await Promise.all([before, during]);
  await switching;
  expect((await engine.call('snapshot', {})).photos).toEqual([photos[1]]);
  await engine.call('openProject', { folder: join(engine.dataFolder, 'Default project') });
  const { photos: first } = await engine.call('snapshot', {});
  expect(first).toEqual([photos[0]]);
  expect(photos[0].id).not.toBe(photos[1].id);
  expect(thrown).toEqual([]);
});

test('who waits for a run hears that its project was left; the run goes on when it is opened again', async () => {
  const { engine, switchTo } = await open();
  const { id } = await engine.importPhoto(SAMPLE, 'coffee.png');
  const [run] = await engine.call('estimate', { photoIds: [id], packIds: ['fastdepth'] });
  const waiting = expect(engine.whenEnded(run.id)).rejects.toMatchObject({ code: 'cancelled' });
  await switchTo('next');
  await waiting;
  await engine.call('openProject', { folder: join(engine.dataFolder, 'Default project') });
  expect(await engine.whenEnded(run.id)).toMatchObject({ state: 'done' });
});

test('a project that cannot be opened changes nothing', async () => {
  const { engine, folder } = await open();
  const photo = await engine.importPhoto(SAMPLE, 'coffee.png');
  await expect(engine.call('openProject', { folder: join(folder, 'nowhere') })).rejects.toMatchObject({
    code: 'not-found',
  });
  expect((await engine.call('snapshot', {})).photos).toEqual([photo]);
  expect(await engine.call('renamePhoto', { photoId: photo.id, name: 'b.png' })).toMatchObject({
    name: 'b.png',
  });
});
