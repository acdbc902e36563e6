import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { WorkerProcess } from '../../core/worker/client.ts';
import { openTestEngine, SAMPLE, temporaryFolder } from '../open-engine.ts';

/** A worker process that never answers and never stops by itself. */
function startDeafWorker(): WorkerProcess {
  const child = fork(fileURLToPath(new URL('deaf-worker.ts', import.meta.url)), [], { execArgv: [] });
  return {
    send: (message) => {
      child.send(message, () => {});
    },
    onMessage: () => {},
    onExit: (listener) => {
      child.on('exit', () => listener('ended'));
    },
    kill: () => {
      child.kill('SIGKILL');
    },
  };
}

/** An engine whose workers are deaf, with a photo that another one read before. */
async function openDeaf() {
  const dataFolder = await temporaryFolder();
  const reader = await openTestEngine({ dataFolder });
  const photo = await reader.importPhoto(SAMPLE, 'coffee.png');
  await reader.close();
  return { engine: await openTestEngine({ dataFolder, startWorker: startDeafWorker }), photo };
}

test('an engine closes soon, whatever its workers do, and who waits is told', async () => {
  const { engine, photo } = await openDeaf();
  const [run] = await engine.call('estimate', { photoIds: [photo.id], packIds: ['fastdepth'] });
  const asked = [
    engine.whenEnded(run.id),
    engine.call('checkProviders', {}),
    engine.importTruth({ photoId: photo.id, path: SAMPLE, name: 'truth.png' }),
    engine.importTruth({ photoId: photo.id, path: SAMPLE, name: 'waits in line.png' }),
  ].map((promise) => expect(promise).rejects.toMatchObject({ code: 'cancelled' }));
  await expect.poll(async () => (await engine.call('snapshot', {})).runs[0].state).toBe('running');
  const before = performance.now();
  await engine.close();
  // Two seconds, ten times over for slow machines; the workers would never end.
  expect(performance.now() - before).toBeLessThan(20_000);
  await Promise.all(asked);
  await expect(engine.call('snapshot', {})).rejects.toMatchObject({ code: 'cancelled' });
});

test('a call can be called off while it waits in line behind another', async () => {
  const { engine, photo } = await openDeaf();
  const first = expect(
    engine.importTruth({ photoId: photo.id, path: SAMPLE, name: 'first.png' }),
  ).rejects.toMatchObject({ code: 'cancelled' });
  const stop = new AbortController();
  const second = engine.local(
    'importTruth',
    { photoId: photo.id, path: SAMPLE, name: 'second.png' },
    { signal: stop.signal },
  );
  setTimeout(() => stop.abort(), 100);
  await expect(second).rejects.toMatchObject({ code: 'cancelled' });
  await expect(
    engine.call('snapshot', {}, { signal: AbortSignal.abort() }).then(() => 'answered'),
  ).resolves.toBe('answered');
  await expect(
    engine.call('renamePhoto', { photoId: photo.id, name: 'b.png' }, { signal: AbortSignal.abort() }),
  ).rejects.toMatchObject({ code: 'cancelled' });
  await engine.close();
  await first;
});
