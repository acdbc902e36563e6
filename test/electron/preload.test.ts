import { contextBridge, ipcRenderer, type webUtils } from 'electron';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Desktop } from '../../contract/desktop.ts';

/** What of Electron a preload script in a sandbox has, as far as ours uses it. */
vi.mock('electron', () => ({
  contextBridge: { exposeInMainWorld: vi.fn<(typeof contextBridge)['exposeInMainWorld']>() },
  ipcRenderer: {
    on: vi.fn<(typeof ipcRenderer)['on']>(),
    off: vi.fn<(typeof ipcRenderer)['off']>(),
    invoke: vi.fn<(typeof ipcRenderer)['invoke']>(async (name) => name),
  },
  webUtils: {
    // What was pasted lies nowhere.
    getPathForFile: vi.fn<(typeof webUtils)['getPathForFile']>(({ name }) =>
      name === 'pasted.png' ? '' : `/home/someone/${name}`,
    ),
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
  expect(Object.keys(desktop).sort()).toEqual([
    'chooseFolder',
    'choosePlace',
    'dragExport',
    'importOpened',
    'importPhoto',
    'importTruth',
    'keepHubToken',
    'onAsked',
    'pathOfFile',
    'saveExport',
    'showExport',
    'showMenu',
    'showWork',
    'takeOpened',
    'versions',
  ]);
  expect(desktop.pathOfFile(new File([], 'model.safetensors'))).toBe('/home/someone/model.safetensors');
  expect(ipcRenderer.invoke).not.toHaveBeenCalled();
});

test('a photo is taken by the path of the file that a person gave, and one without a path is not', async () => {
  const desktop = await bridge();
  vi.mocked(ipcRenderer.invoke).mockClear();
  await desktop.importPhoto(new File([], 'a.jpg'));
  expect(desktop.importPhoto(new File([], 'pasted.png'))).toBeNull();
  const of = { photoId: 'the photo' };
  await desktop.importTruth(new File([], 'depth.exr'), of);
  expect(desktop.importTruth(new File([], 'pasted.png'), of)).toBeNull();
  expect(vi.mocked(ipcRenderer.invoke).mock.calls).toEqual([
    ['import-photo', '/home/someone/a.jpg'],
    ['import-truth', { photoId: 'the photo', path: '/home/someone/depth.exr' }],
  ]);
});

test('the page hears of commands and of files, and only of those, until it has enough', async () => {
  const desktop = await bridge();
  const heard: (string | null)[] = [];
  const stop = desktop.onAsked((command) => heard.push(command));
  const [[channel, hear]] = vi.mocked(ipcRenderer.on).mock.calls.slice(-1);
  expect(channel).toBe('asked');
  for (const said of ['fitWhole', null, 7]) hear({} as never, said);
  expect(heard).toEqual(['fitWhole', null, null]);
  stop();
  expect(vi.mocked(ipcRenderer.off).mock.calls.at(-1)).toEqual(['asked', hear]);
});

test('what the window does is asked for by its name', async () => {
  const desktop = await bridge();
  vi.mocked(ipcRenderer.invoke).mockClear();
  await desktop.chooseFolder();
  await desktop.keepHubToken('hf_secret');
  expect(vi.mocked(ipcRenderer.invoke).mock.calls).toEqual([
    ['choose-folder'],
    ['keep-hub-token', 'hf_secret'],
  ]);
});
