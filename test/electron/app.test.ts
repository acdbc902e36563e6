import { EventEmitter } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import type { Photo } from '../../contract/photo.ts';
import type { Run } from '../../contract/run.ts';
import { startApp } from '../../electron/app.ts';
import { startUtilityWorker } from '../../electron/worker.ts';
import { SAMPLE, temporaryFolder } from '../open-engine.ts';
import { fakeElectron } from './fake-electron.ts';

const BUILT = fileURLToPath(new URL('../../dist/', import.meta.url));

beforeEach(async () => {
  vi.stubEnv('DEPTHROOM_HOME', await temporaryFolder());
  onTestFinished(() => void vi.unstubAllEnvs());
});

async function start(given: Parameters<typeof fakeElectron>[0] = {}, words = ['electron', BUILT]) {
  const { electron, seen } = fakeElectron(given);
  const exceptions = new EventEmitter();
  await startApp(electron, { builtFolder: BUILT, exceptions, words });
  const quit = async () => {
    let isPrevented = false;
    const event = {
      preventDefault: () => {
        isPrevented = true;
      },
    };
    const before = seen.appListeners.get('before-quit') as ((event: object) => void) | undefined;
    before?.(event);
    if (isPrevented) await expect.poll(() => seen.quits).toBe(1);
  };
  onTestFinished(quit);
  const ask = async (path: string, init: RequestInit = {}) =>
    (await seen.handlers.get('app')?.(new Request(`app://${path}`, init))) as Response;
  return { seen, ask, quit, exceptions };
}

test('the window shows the page in a sandbox, and nothing else', async () => {
  const { seen } = await start();
  expect(seen.schemes).toEqual(['app']);
  const [window] = seen.windows;
  expect(window.address).toBe('app://depthroom/');
  expect(window.options.webPreferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    preload: join(BUILT, 'electron', 'preload.cjs'),
  });
  expect(window.openHandler?.()).toEqual({ action: 'deny' });
  const visit = (url: string) => {
    let isPrevented = false;
    const event = {
      url,
      preventDefault: () => {
        isPrevented = true;
      },
    };
    (window.listeners.get('will-navigate') as ((event: object) => void) | undefined)?.(event);
    return isPrevented;
  };
  expect([visit('https://example.org/'), visit('app://depthroom/')]).toEqual([true, false]);
  expect([...window.listeners.keys()]).toEqual(
    expect.arrayContaining(['will-redirect', 'will-frame-navigate', 'will-attach-webview']),
  );
  let isAllowed: boolean | null = null;
  const answer = (value: boolean) => {
    isAllowed = value;
  };
  (
    seen.permission as ((contents: null, permission: string, answer: (value: boolean) => void) => void) | null
  )?.(null, 'geolocation', answer);
  expect(isAllowed).toBe(false);
});

test('a photo goes through the window to a depth map', async () => {
  const { seen, ask } = await start();
  const uploaded = await ask('depthroom/photos?name=coffee.png', {
    method: 'POST',
    body: new Uint8Array(await readFile(SAMPLE)),
  });
  const photo = (await uploaded.json()) as Photo;
  const headers = { 'content-type': 'application/json', origin: 'app://depthroom' };
  const call = async <Answer>(name: string, input: object) =>
    (await (
      await ask(`depthroom/call/${name}`, { method: 'POST', headers, body: JSON.stringify(input) })
    ).json()) as Answer;
  await call('estimate', { photoIds: [photo.id], packIds: ['fastdepth'] });
  await expect.poll(async () => (await call<{ runs: Run[] }>('snapshot', {})).runs[0].state).toBe('done');
  // One that reads photos, one that estimates.
  const worker = join(BUILT, 'electron', 'worker.mjs');
  expect(seen.forks).toEqual([worker, worker]);
});

test('requests from elsewhere are refused', async () => {
  const { ask } = await start();
  expect((await ask('other/call/snapshot')).status).toBe(403);
  expect((await ask('depthroom/', { headers: { origin: 'https://example.org' } })).status).toBe(403);
});

test('the bridge offers a folder dialog', async () => {
  const folder = await temporaryFolder();
  const { seen } = await start({ folder });
  const [{ ownCall }] = seen.windows;
  expect(await seen.calls.get('choose-folder')?.(ownCall)).toBe(folder);
  expect(seen.menu.map((item) => item.label)).toEqual(expect.arrayContaining(['File', 'Edit', 'View']));
});

test('a token for the hub goes to the safe place of the system, and comes back nowhere', async () => {
  const { seen, ask } = await start();
  const [{ ownCall }] = seen.windows;
  expect(await seen.calls.get('keep-hub-token')?.(ownCall, 'hf_secret')).toBe(true);
  const kept = await readFile(join(String(process.env.DEPTHROOM_HOME), 'hub-token'));
  expect(kept.includes('hf_secret')).toBe(false);
  const snapshot = await ask('depthroom/call/snapshot', { method: 'POST', body: '{}' });
  expect(await snapshot.text()).not.toContain('hf_secret');
});

test('a second start gives way to the first', async () => {
  const { electron, seen } = fakeElectron({ isFirst: false });
  await startApp(electron, { builtFolder: BUILT });
  expect([seen.quits, seen.windows.length, seen.handlers.size]).toEqual([1, 0, 0]);
});

test('an engine that cannot start says why in a dialog', async () => {
  vi.stubEnv('DEPTHROOM_HOME', SAMPLE);
  const { electron, seen } = fakeElectron();
  await startApp(electron, { builtFolder: BUILT });
  expect(seen.errors).toEqual([expect.stringContaining('Expected a folder at')]);
});

test('calls from elsewhere than the page itself are refused, whatever they call', async () => {
  const { seen } = await start({ folder: await temporaryFolder() });
  const [{ ownCall }] = seen.windows;
  const page = ownCall.senderFrame;
  expect([...seen.calls.keys()]).toEqual([
    'choose-folder',
    'keep-hub-token',
    'import-photo',
    'import-truth',
    'take-opened',
    'import-opened',
    'choose-place',
    'save-export',
    'show-export',
    'drag-export',
    'show-work',
    'show-menu',
  ]);
  for (const [name, call] of seen.calls) {
    const ask = async (from: object) => call(from);
    for (const from of [
      { ...ownCall, senderFrame: null },
      { ...ownCall, senderFrame: { url: 'app://depthroom/' } },
      { sender: {}, senderFrame: page },
    ])
      await expect(ask(from), name).rejects.toMatchObject({ code: 'forbidden' });
    if (page) page.url = 'https://example.org/';
    await expect(ask(ownCall), name).rejects.toMatchObject({ code: 'forbidden' });
  }
});

test('a lost page is said, and loaded again in the same window', async () => {
  const { seen } = await start();
  const [window] = seen.windows;
  const lose = window.listeners.get('render-process-gone') as unknown as (
    event: object,
    details: object,
  ) => void;
  lose({}, { reason: 'clean-exit', exitCode: 0 });
  expect(seen.messages).toEqual([]);
  window.address = 'lost';
  lose({}, { reason: 'oom', exitCode: 5 });
  await expect.poll(() => window.address).toBe('app://depthroom/');
  expect(seen.messages).toEqual([
    {
      message: 'The page of Depthroom ended: there was not enough memory.',
      detail: expect.stringContaining('are kept'),
      buttons: ['Load the page again', 'Quit'],
    },
  ]);
  expect([seen.windows.length, seen.quits]).toEqual([1, 0]);
});

test('a lost process for drawing is said; the end of a worker is told by its run', async () => {
  const { seen } = await start();
  const lose = seen.appListeners.get('child-process-gone') as unknown as (
    event: object,
    details: object,
  ) => void;
  lose({}, { type: 'Utility', reason: 'crashed', exitCode: 1 });
  lose({}, { type: 'GPU', reason: 'crashed', exitCode: 1 });
  await expect.poll(() => seen.messages.length).toBe(1);
  expect(seen.messages[0].message).toBe('The process that draws ended: it crashed.');
  expect(seen.quits).toBe(0);
});

test('a mistake of the host keeps the window and is said once, without what was thrown', async () => {
  const { seen, exceptions } = await start();
  const noise = vi.spyOn(console, 'error').mockImplementation(() => {});
  onTestFinished(() => noise.mockRestore());
  for (const name of ['uncaughtException', 'unhandledRejection'])
    exceptions.emit(name, new Error('ENOENT: /home/someone/secret'));
  await expect.poll(() => seen.messages.length).toBe(1);
  expect(JSON.stringify(seen.messages)).not.toContain('ENOENT');
  expect(noise).toHaveBeenCalledTimes(2);
  expect([seen.windows.length, seen.quits]).toEqual([1, 0]);
});

test('the built host starts no plain Node and looks for no updates', async () => {
  const main = await readFile(join(BUILT, 'electron', 'main.mjs'), 'utf8');
  expect(main).toContain('utilityProcess');
  expect(main).not.toMatch(/child_process|ELECTRON_RUN_AS_NODE|autoUpdater/);
});

test('the memory of a worker is what Electron says of its process', async () => {
  const { electron } = fakeElectron();
  const child = { pid: 7, on: () => child };
  const metrics = [6, 7].map((pid) => ({ pid, memory: { workingSetSize: pid * 1000 } }));
  const own = {
    app: { ...electron.app, getAppMetrics: () => metrics },
    utilityProcess: { fork: () => child },
  } as unknown as typeof electron;
  const worker = startUtilityWorker(own, 'worker.mjs', {});
  expect(await worker.residentBytes?.()).toBe(7_168_000);
  child.pid = 8;
  expect(await worker.residentBytes?.()).toBe(null);
});
