import { copyFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { MenuItemConstructorOptions } from 'electron';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import type { ProjectEvent } from '../../contract/calls/snapshot.ts';
import type { Truth } from '../../contract/compare/truth.ts';
import type { Answer, OpenedFile, Place, TakenPhoto } from '../../contract/desktop.ts';
import type { Export } from '../../contract/exports/export.ts';
import type { Run } from '../../contract/run.ts';
import { writeNpy } from '../../core/formats/write-npy.ts';
import { keepLanguage } from '../../core/host/kept/language.ts';
import { startApp } from '../../electron/app.ts';
import { en } from '../../electron/language/en.ts';
import { buildMenu } from '../../electron/menu.ts';
import { filesOfWords } from '../../electron/opened-files.ts';
import { tellOfEnds } from '../../electron/show-work.ts';
import { SAMPLE, temporaryFolder } from '../open-engine.ts';
import { fakeElectron } from './fake-electron.ts';

const BUILT = fileURLToPath(new URL('../../dist/', import.meta.url));

beforeEach(async () => {
  vi.stubEnv('DEPTHROOM_HOME', await temporaryFolder());
  onTestFinished(() => void vi.unstubAllEnvs());
});

async function start(given: Parameters<typeof fakeElectron>[0] = {}, files: readonly string[] = []) {
  const { electron, seen } = fakeElectron(given);
  await startApp(electron, { builtFolder: BUILT, words: ['electron', BUILT, ...files] });
  onTestFinished(async () => {
    const before = seen.appListeners.get('before-quit') as unknown as (event: object) => void;
    before({ preventDefault: () => {} });
    await expect.poll(() => seen.quits).toBe(1);
  });
  const [window] = seen.windows;
  const ask = async <T>(name: string, value?: unknown) =>
    (await seen.calls.get(name)?.(window.ownCall, value)) as T;
  const answered = async <T>(name: string, value?: unknown) => {
    const given = await ask<Answer<T>>(name, value);
    if ('failure' in given) throw new Error(given.failure.message);
    return given.answer;
  };
  const call = async <T>(name: string, input: object) => {
    const headers = { 'content-type': 'application/json' };
    const init = { method: 'POST', headers, body: JSON.stringify(input) };
    const response = await seen.handlers.get('app')?.(new Request(`app://depthroom/call/${name}`, init));
    return (await response?.json()) as T;
  };
  return { seen, window, ask, answered, call };
}

test('a photo comes in from where it lies, and is known the second time', async () => {
  const { answered, ask, call } = await start();
  const folder = await temporaryFolder();
  const path = join(folder, 'Küche.png');
  await copyFile(SAMPLE, path);
  const first = await answered<TakenPhoto>('import-photo', path);
  expect([first.photo.name, first.isKnown]).toEqual(['Küche.png', false]);
  expect((await answered<TakenPhoto>('import-photo', path)).isKnown).toBe(true);
  expect(await call<{ photos: unknown[] }>('snapshot', {})).toMatchObject({
    photos: [{ name: 'Küche.png' }],
  });
  expect(await readdir(folder)).toEqual(['Küche.png']);

  for (const refused of [folder, join(folder, 'gone.png'), '', 7, undefined])
    expect(await ask('import-photo', refused)).toMatchObject({
      failure: { code: expect.any(String), message: expect.not.stringContaining('ENOENT') },
    });
});

test('measured depth comes in from where it lies, for the photo that it belongs to', async () => {
  const { answered, ask, call } = await start();
  const { photo } = await answered<TakenPhoto>('import-photo', SAMPLE);
  const path = join(await temporaryFolder(), 'measured.npy');
  const values = Float32Array.from({ length: 6 * 4 }, (_, index) => 1 + index / 8);
  await writeNpy(path, values, [4, 6], { overwrite: false });
  const truth = await answered<Truth>('import-truth', { path, photoId: photo.id });
  expect(truth).toMatchObject({ name: 'measured.npy', photoId: photo.id });
  expect(await call<{ truths: unknown[] }>('snapshot', {})).toMatchObject({ truths: [{ id: truth.id }] });
  for (const refused of [path, { path: '', photoId: photo.id }, { path, photoId: '../..' }, { path }])
    expect(await ask('import-truth', refused)).toMatchObject({ failure: { code: 'bad-input' } });
  expect(await ask('import-truth', { path: `${path}.gone`, photoId: photo.id })).toMatchObject({
    failure: { message: expect.not.stringContaining('ENOENT') },
  });
});

test('files that are opened with Depthroom wait for the page, which never learns where they lie', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'first.png');
  await copyFile(SAMPLE, path);
  const { seen, window, ask, answered } = await start({}, ['--no-sandbox', pathToFileURL(path).href]);
  const [file] = await ask<OpenedFile[]>('take-opened');
  expect(file).toEqual({ name: 'first.png', ticket: expect.not.stringContaining('first') });
  expect((await answered<TakenPhoto>('import-opened', file.ticket)).photo.name).toBe('first.png');
  expect(await ask('take-opened')).toEqual([]);
  expect(await ask('import-opened', path)).toMatchObject({ failure: { code: 'not-found' } });

  const told = seen.appListeners as unknown as Map<string, (...values: unknown[]) => void>;
  told.get('open-file')?.({ preventDefault: () => {} }, '/pictures/a.jpg');
  told.get('second-instance')?.({}, ['electron', '.', '--type=x', 'b.jpg'], '/pictures', {
    files: ['/pictures/b.jpg'],
  });
  told.get('second-instance')?.({}, ['electron', BUILT, 'c.jpg'], '/pictures', undefined);
  expect((await ask<OpenedFile[]>('take-opened')).map(({ name }) => name)).toEqual([
    'a.jpg',
    'b.jpg',
    'c.jpg',
  ]);
  expect(window.sent).toEqual([
    ['asked', null],
    ['asked', null],
    ['asked', null],
  ]);
  // A second start without files brings the window forward, and says nothing.
  told.get('second-instance')?.({}, ['electron', BUILT], '/', { files: [] });
  expect([window.sent.length, window.focused, seen.windows.length]).toEqual([3, 4, 1]);
});

test('a second start hands over what it was to open', async () => {
  const { electron, seen } = fakeElectron({ isFirst: false });
  await startApp(electron, { builtFolder: BUILT, words: ['electron', BUILT, 'a.jpg'] });
  expect(seen.handedOver).toEqual({ files: [resolve('a.jpg')] });
});

test('the words of a start are files, but for those of Electron and what is no file', () => {
  const words = [
    '/opt/depthroom',
    '--ozone-platform=x11',
    'a b.jpg',
    '',
    'file:///tmp/%C3%BC.png',
    'file://host/x',
  ];
  expect(filesOfWords(words, '/home/someone', true)).toEqual(['/home/someone/a b.jpg', '/tmp/ü.png']);
});

/** A finished run with an export of it. */
async function exported(app: Awaited<ReturnType<typeof start>>): Promise<Export> {
  const { photo } = await app.answered<TakenPhoto>('import-photo', SAMPLE);
  const [{ id }] = await app.call<Run[]>('estimate', { photoIds: [photo.id], packIds: ['fastdepth'] });
  const state = async () => (await app.call<{ run: Run }>('runRows', { runId: id })).run.state;
  await expect.poll(state).toBe('done');
  return app.call<Export>('exportPointCloud', { runId: id, options: {} });
}

test('the dialog is asked once; the file is there, can be shown and dragged, and the next one begins in its folder', async () => {
  const folder = await temporaryFolder();
  const file = join(folder, 'mine.ply');
  const app = await start({ file });
  const { seen, window, ask, answered } = app;
  const made = await exported(app);

  const place = await ask<Place>('choose-place', made.fileName);
  expect(place).toEqual({ id: expect.any(String), name: folder.split('/').at(-1) });
  await writeFile(file, 'the dialog asked whether this may go');
  expect(await answered('save-export', { placeId: place.id, exportId: made.id })).toBe('mine.ply');
  expect((await readFile(file)).length).toBe(made.bytes);
  await answered('show-export', made.id);
  expect(seen.revealed).toEqual([file]);
  await answered('drag-export', made.id);
  expect(window.dragged).toEqual([expect.stringContaining(join(made.id, made.fileName))]);

  await ask('choose-place', made.fileName);
  expect(seen.asked).toEqual([
    { defaultPath: join('/home/someone/Downloads', made.fileName) },
    { defaultPath: join(folder, made.fileName) },
  ]);
  await expect(ask('choose-place', '../../etc/passwd')).rejects.toMatchObject({ code: 'bad-input' });
  expect(await ask('save-export', { placeId: 'other', exportId: made.id })).toMatchObject({
    failure: { code: 'not-found' },
  });
  for (const name of ['show-export', 'drag-export'])
    expect(await ask(name, 'gone')).toMatchObject({ failure: { code: 'not-found' } });
});

test('many files go into one folder, where nothing is replaced; calling off writes nothing', async () => {
  const folder = await temporaryFolder();
  const app = await start({ folder });
  const made = await exported(app);
  await writeFile(join(folder, made.fileName), 'somebody’s');
  const place = await app.ask<Place>('choose-place', null);
  const saved = await app.answered<string>('save-export', { placeId: place.id, exportId: made.id });
  expect(saved).toBe(made.fileName.replace(/\.ply$/, ' (2).ply'));
  expect(await readFile(join(folder, made.fileName), 'utf8')).toBe('somebody’s');
  expect((await readdir(folder)).sort()).toEqual([saved, made.fileName].sort());
});

test('a dialog that is called off is an answer', async () => {
  const { ask } = await start();
  expect([await ask('choose-place', null), await ask('choose-place', 'a.glb')]).toEqual([null, null]);
});

test('where the window was closed and the app goes on, the end of the queue is told, and a click opens a window', async () => {
  await keepLanguage(String(process.env.DEPTHROOM_HOME), 'de');
  const { seen, answered, call, window } = await start();
  const { photo } = await answered<TakenPhoto>('import-photo', SAMPLE);
  await call('pauseQueue', { isPaused: true });
  const [{ id }] = await call<Run[]>('estimate', { photoIds: [photo.id], packIds: ['fastdepth'] });
  seen.isClosed = true;
  (window.listeners.get('closed') as () => void)();
  await call('pauseQueue', { isPaused: false });
  await expect.poll(() => seen.notified.length).toBe(1);
  expect(seen.notified[0]).toMatchObject({ title: 'Depthroom', body: 'Die Warteschlange ist abgearbeitet.' });
  expect((await call<{ run: Run }>('runRows', { runId: id })).run.state).toBe('done');
  expect(seen.windows.length).toBe(1);
  seen.notified[0].click();
  expect(seen.windows.length).toBe(2);
});

test('without a window only what was at work when it was closed, or took long, is told', async () => {
  const { electron, seen } = fakeElectron();
  let tell = (_event: ProjectEvent) => {};
  const subscribe = (listener: (event: ProjectEvent) => unknown) => {
    tell = listener;
    return () => {};
  };
  const follow = (longSeconds?: number) =>
    tellOfEnds(electron, { subscribe }, { askTexts: async () => en, open: () => {}, longSeconds });
  const queue = (waiting: number) => {
    const state = { queue: { running: [], waiting, waitingSeconds: null, exporting: [] } };
    return tell({ event: 'changes', rows: [], state } as unknown as ProjectEvent);
  };
  follow();
  for (const waiting of [0, 3, 0]) await queue(waiting);
  expect(seen.notified).toEqual([]);
  follow();
  for (const waiting of [3, 1, 0, 0]) await queue(waiting);
  expect(seen.notified.map(({ body }) => body)).toEqual(['Everything in the queue has ended.']);
  follow(0);
  for (const waiting of [0, 3, 0]) await queue(waiting);
  expect(seen.notified.length).toBe(2);
});

test('the taskbar shows work, and only who looks elsewhere is told of its end', async () => {
  const { seen, window, ask } = await start();
  await ask('show-work', { fraction: 0.25, said: null });
  expect(window.progress).toBe(0.25);
  const said = { title: 'Depthroom', body: '4 runs have ended.' };
  await ask('show-work', { fraction: null, said });
  expect([window.progress, seen.notified.length]).toEqual([-1, 1]);
  seen.notified[0].click();
  expect(window.focused).toBe(1);
  await ask('show-work', { fraction: null, said });
  expect(seen.notified.length).toBe(1);
  await expect(ask('show-work', { fraction: 2, said: null })).rejects.toThrow();
});

const labels = (menu: MenuItemConstructorOptions[], label: string) =>
  (menu.find((each) => each.label === label)?.submenu as MenuItemConstructorOptions[]).map(
    (item) => item.label ?? item.role ?? '-',
  );

test('the page’s commands stand in the menu, and come back when they are chosen', async () => {
  const { seen, window, ask } = await start();
  const item = (menu: string, title: string, label: string, keys: string | null) => ({
    ...{ menu, title, label, keys },
    command: label.toLowerCase(),
  });
  await ask('show-menu', [
    item('file', 'Datei', 'Add photos', 'CommandOrControl+O'),
    item('edit', 'Bearbeiten', 'Undo', 'CommandOrControl+Z'),
    item('compare', 'Vergleichen', 'Numbers', 'Y'),
    item('help', 'Hilfe', 'About', null),
  ]);
  expect(labels(seen.menu, 'Datei').slice(0, 2)).toEqual(['Add photos', '-']);
  expect(labels(seen.menu, 'Bearbeiten')).toEqual(['Undo', '-', 'cut', 'copy', 'paste', 'selectAll']);
  const compare = seen.menu.find(({ label }) => label === 'Vergleichen');
  const [numbers] = compare?.submenu as MenuItemConstructorOptions[];
  // The page hears the key itself.
  expect(numbers).toMatchObject({ accelerator: 'Y', registerAccelerator: false });
  (numbers.click as () => void)();
  expect(window.sent).toEqual([['asked', 'numbers']]);
  await expect(ask('show-menu', [{ menu: 'other' }])).rejects.toThrow();
});

test('on macOS single keys are not printed, since the menu would hear them, and About stands with the app', () => {
  const items = [
    { menu: 'view', title: 'View', label: 'Depth', command: 'depthMode', keys: '2' },
    { menu: 'file', title: 'File', label: 'Add photos', command: 'addPhotos', keys: 'CommandOrControl+O' },
    { menu: 'help', title: 'Help', label: 'About Depthroom', command: 'about', keys: null },
  ] as const;
  const menu = buildMenu({ name: 'Depthroom', platform: 'darwin', texts: en }, items, () => {});
  expect(labels(menu, 'Depthroom').slice(0, 2)).toEqual(['About Depthroom', '-']);
  const first = (label: string) =>
    (menu.find((each) => each.label === label)?.submenu as MenuItemConstructorOptions[])[0];
  expect(first('View').accelerator).toBeUndefined();
  expect(first('File').accelerator).toBe('CommandOrControl+O');
});
