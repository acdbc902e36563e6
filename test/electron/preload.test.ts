import { contextBridge, ipcRenderer, type webUtils } from 'electron';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Desktop } from '../../contract/desktop.ts';

/** What of Electron a preload script in a sandbox has, as far as ours uses it. */
vi.mock('electron', () => ({
  contextBridge: { exposeInMainWorld: vi.fn<(typeof contextBridge)['exposeInMainWorld']>() },
  ipcRenderer: { invoke: vi.fn<(typeof ipcRenderer)['invoke']>(async (name) => name) },
  webUtils: {
    getPathForFile: vi.fn<(typeof webUtils)['getPathForFile']>(({ name }) => `/home/someone/${name}`),
  },
}));

beforeEach(() => void vi.resetModules());

async function bridge(): Promise<Desktop> {
  vi.mocked(contextBridge.exposeInMainWorld).mockClear();
  await import('../../electron/preload.ts');
  const exposed = vi.mocked(contextBridge.exposeInMainWorld).mock.calls;
  // One bridge, by one name: what is on it is all that a page can ask for.
  expect(exposed).toHaveLength(1);
  expect(exposed[0][0]).toBe('desktop');
  return exposed[0][1] as Desktop;
}

test('the page is told where a dropped file lies, and of nothing else of the disk', async () => {
  const desktop = await bridge();
  expect(Object.keys(desktop).sort()).toEqual(['chooseFolder', 'keepHubToken', 'pathOfFile']);
  expect(desktop.pathOfFile(new File([], 'model.safetensors'))).toBe('/home/someone/model.safetensors');
  expect(ipcRenderer.invoke).not.toHaveBeenCalled();
});

test('what the window does is asked for by its name', async () => {
  const desktop = await bridge();
  await desktop.chooseFolder();
  await desktop.keepHubToken('hf_secret');
  expect(vi.mocked(ipcRenderer.invoke).mock.calls).toEqual([
    ['choose-folder'],
    ['keep-hub-token', 'hf_secret'],
  ]);
});
