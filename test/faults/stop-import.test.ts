import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { serveOnLoopback } from '../../cli/app/loopback.ts';
import { forkWorker } from '../../core/host/fork-worker.ts';
import { createHandler } from '../../core/host/http.ts';
import { openDatabase } from '../../core/project/database.ts';
import { createWorkerClient } from '../../core/worker/client.ts';
import { LIMITS } from '../../core/worker/limits.ts';
import { openTestEngine, temporaryFolder } from '../open-engine.ts';

const MAIN = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));

/** A photo whose decoding takes a while, and whose making does not: 54 megapixels of one colour, interlaced. */
let slowPhoto: Buffer;
beforeAll(async () => {
  const create = { width: 9000, height: 6000, channels: 3, background: '#888888' } as const;
  slowPhoto = await sharp({ create }).png({ compressionLevel: 1, progressive: true }).toBuffer();
}, 60_000);

async function slowPhotoIn(folder: string, name = 'slow.png'): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, slowPhoto);
  return path;
}

/** Workers that tell when they are asked something, and how often they have answered. */
function watchWorkers() {
  let asked = Promise.withResolvers<void>();
  let answers = 0;
  const startWorker = () => {
    const worker = forkWorker();
    worker.onMessage((reply) => {
      if ('answer' in reply) answers++;
    });
    const send = (message: object) => {
      worker.send(message);
      asked.resolve();
    };
    return { ...worker, send };
  };
  const whenAsked = async () => {
    await asked.promise;
    asked = Promise.withResolvers();
  };
  return { startWorker, whenAsked, answers: () => answers };
}

test('an import that was called off before it began does nothing', async () => {
  const engine = await openTestEngine();
  const path = await slowPhotoIn(engine.dataFolder);
  await expect(
    engine.local('importPhoto', { path, name: 'slow.png' }, { signal: AbortSignal.abort() }),
  ).rejects.toMatchObject({ code: 'cancelled' });
  expect((await engine.call('snapshot', {})).photos).toEqual([]);
});

test('an import is called off while the photo is being decoded, here and over HTTP', async () => {
  const { startWorker, whenAsked, answers } = watchWorkers();
  const engine = await openTestEngine({ startWorker });
  const path = await slowPhotoIn(engine.dataFolder);
  const stop = new AbortController();
  const importing = engine.local('importPhoto', { path, name: 'slow.png' }, { signal: stop.signal });
  await whenAsked();
  stop.abort();
  await expect(importing).rejects.toMatchObject({ code: 'cancelled' });

  const handler = createHandler(engine, engine.dataFolder);
  const leave = new AbortController();
  const answer = handler(
    new Request('http://localhost/photos?name=slow.png', {
      method: 'POST',
      body: await readFile(path),
      signal: leave.signal,
      duplex: 'half',
    } as RequestInit),
  );
  await whenAsked();
  leave.abort();
  const answered = await answer.then(
    (response) => response.json(),
    (thrown) => ({ code: thrown.code }),
  );
  expect(answered).toMatchObject({ code: 'cancelled' });
  // Neither was decoded to its end.
  expect(answers()).toBe(0);
  expect((await engine.call('snapshot', {})).photos).toEqual([]);
});

test('the server hears at once that who asked has closed the connection', async () => {
  const heard = Promise.withResolvers<void>();
  const asked = Promise.withResolvers<void>();
  const served = await serveOnLoopback(
    (request) => {
      request.signal.addEventListener('abort', () => heard.resolve(), { once: true });
      asked.resolve();
      return heard.promise.then(() => new Response());
    },
    { port: 0 },
  );
  onTestFinished(() => served.close());
  const leave = new AbortController();
  const headers = { authorization: `Bearer ${served.secret}` };
  const asking = fetch(`${served.origin}/photos?name=a.png`, {
    method: 'POST',
    headers,
    body: 'a photo',
    signal: leave.signal,
  });
  await asked.promise;
  leave.abort();
  await expect(asking).rejects.toThrow();
  await heard.promise;
});

test('a photo that takes too long to decode is left with one sentence', async () => {
  const folder = await temporaryFolder();
  const path = await slowPhotoIn(folder);
  const reader = createWorkerClient(() => forkWorker(), {
    limits: { ...LIMITS, readPhoto: { ...LIMITS.readPhoto, wholeMs: 300 } },
  });
  onTestFinished(() => reader.stop());
  const task = {
    path,
    name: 'slow.png',
    previewPath: join(folder, 'p'),
    thumbnailPath: join(folder, 't'),
    temporaryFolder: null,
  };
  await expect(reader.ask('readPhoto', task)).rejects.toMatchObject({
    code: 'interrupted',
    message: expect.stringMatching(/^Reading the photo took longer than 0 seconds[^\n]+\.$/),
  });
});

test('a photo that takes too much memory is left with one sentence, and the next one is read', async () => {
  const folder = await temporaryFolder();
  const path = await slowPhotoIn(folder);
  let bytes = 1e6;
  const limits = { ...LIMITS };
  limits.readPhoto = {
    ...LIMITS.readPhoto,
    get bytes() {
      return bytes;
    },
  };
  const reader = createWorkerClient(() => forkWorker(), { limits });
  onTestFinished(() => reader.stop());
  const task = {
    path,
    name: 'slow.png',
    previewPath: join(folder, 'p'),
    thumbnailPath: join(folder, 't'),
    temporaryFolder: null,
  };
  await expect(reader.ask('readPhoto', task)).rejects.toMatchObject({
    code: 'too-large',
    message: expect.stringMatching(/^Reading the photo took more than [^\n]+ of memory[^\n]+\.$/),
  });
  bytes = 3e9;
  expect((await reader.ask('readPhoto', task)).facts).toMatchObject({ width: 9000, height: 6000 });
});

test('Ctrl-C while photos are imported ends the command, and nothing is written', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'photos'));
  await slowPhotoIn(join(folder, 'photos'), 'a.png');
  await slowPhotoIn(join(folder, 'photos'), 'b.png');
  const given = ['estimate', join(folder, 'photos'), '--pack', 'fastdepth', '-o', join(folder, 'out')];
  const env = { ...process.env, DEPTHROOM_HOME: join(folder, 'home') };
  const child = spawn(process.execPath, [MAIN, ...given], { env, stdio: 'ignore' });
  const ended = once(child, 'exit');
  const database = join(folder, 'home', 'Default project', 'project.db');
  await expect.poll(() => existsSync(database), { timeout: 30_000, interval: 20 }).toBe(true);
  child.kill('SIGINT');
  const [code, signal] = await ended;
  // The launcher, as shells do, makes 130 of a process that was ended by SIGINT.
  expect(signal ?? code).toBeOneOf([130, 'SIGINT']);
  expect(existsSync(join(folder, 'out'))).toBe(false);
  // Sooner than both would have been decoded.
  const read = openDatabase(database);
  expect(read.prepare('SELECT count(*) FROM photos').pluck().get()).toBeLessThan(2);
  read.close();
});
