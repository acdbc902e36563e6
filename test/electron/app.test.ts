import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import type { Photo } from '../../contract/photo.ts';
import type { Run } from '../../contract/run.ts';
import { startApp } from '../../electron/app.ts';
import { SAMPLE, temporaryFolder } from '../open-engine.ts';
import { fakeElectron } from './fake-electron.ts';

const BUILT = fileURLToPath(new URL('../../dist/', import.meta.url));

beforeEach(async () => {
  vi.stubEnv('DEPTHROOM_HOME', await temporaryFolder());
  onTestFinished(() => void vi.unstubAllEnvs());
});

async function start(given: Parameters<typeof fakeElectron>[0] = {}) {
  const { electron, seen } = fakeElectron(given);
  await startApp(electron, { builtFolder: BUILT });
  const quit = async () => {
    let isPrevented = false;
    const event = {
      preventDefault: () => {
        isPrevented = true;
      },
    };
    const before = seen.appListeners.get('before-quit') as ((event: object) => void) | undefined;
    before?.(event);
    if (isPrevented) await expect.poll(() => seen.quits, { timeout: 10_000 }).toBe(1);
  };
  onTestFinished(quit);
  const ask = async (path: string, init: RequestInit = {}) =>
    (await seen.handlers.get('app')?.(new Request(`app://${path}`, init))) as Response;
  return { seen, ask, quit };
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
  await expect
    .poll(async () => (await call<{ runs: Run[] }>('snapshot', {})).runs[0].state, { timeout: 20_000 })
    .toBe('done');
  expect(seen.forks).toEqual([join(BUILT, 'electron', 'worker.mjs')]);
});

test('requests from elsewhere are refused', async () => {
  const { ask } = await start();
  expect((await ask('other/call/snapshot')).status).toBe(403);
  expect((await ask('depthroom/', { headers: { origin: 'https://example.org' } })).status).toBe(403);
});

test('the bridge offers a folder dialog', async () => {
  const folder = await temporaryFolder();
  const { seen } = await start({ folder });
  expect(await seen.calls.get('choose-folder')?.()).toBe(folder);
  expect(seen.menu.map((item) => item.role)).toContain('editMenu');
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
  expect(seen.errors).toEqual([expect.stringContaining('Could not make the project folder')]);
});
