import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectNone } from './axe.ts';
import { browserOfFile, openApp } from './open-app.ts';
import { COFFEE, keepPicture } from './stage-picture.ts';

/*
 * The page as it is in the window: a bridge stands beside it, as electron/preload.ts makes one, and notes what it is asked for. What lies
 * behind the real one is tested in test/electron.
 */

const browser = browserOfFile();

const BRIDGE = `
  const asked = [];
  const note = (name, answer) => (...given) => { asked.push([name, ...given]); return Promise.resolve(answer); };
  let hear = () => {};
  globalThis.bridge = { asked, tell: (command) => hear(command), place: { id: 'place', name: 'Renders' } };
  globalThis.desktop = {
    versions: { Electron: '45.4.1', Chromium: '150.0.1', Node: '24.21.0' },
    pathOfFile: () => '',
    importPhoto: () => null,
    takeOpened: note('takeOpened', []),
    choosePlace: (name) => { asked.push(['choosePlace', name]); return Promise.resolve(globalThis.bridge.place); },
    saveExport: ({ exportId }) => { asked.push(['saveExport', exportId]); return Promise.resolve({ answer: 'mine.glb' }); },
    showExport: note('showExport', { answer: null }),
    dragExport: note('dragExport', { answer: null }),
    showWork: note('showWork'),
    showMenu: note('showMenu'),
    onAsked: (listener) => { hear = listener; return () => {}; },
  };
`;

const askedFor = (page: Page, name: string) =>
  page.evaluate<unknown[][]>(`bridge.asked.filter(([name]) => name === ${JSON.stringify(name)})`);

test('in the window an export asks first, is saved there and can be shown; menu, taskbar and About are joined to the page', async () => {
  const { page, engine, troubles } = await openApp(browser(), { viewport: { width: 1280, height: 800 } });
  await page.addInitScript(BRIDGE);
  const photo = await engine.importPhoto(COFFEE, 'coffee.png');
  const [run] = await engine.call('estimate', { photoIds: [photo.id], packIds: ['fastdepth'] });
  await engine.whenEnded(run.id);
  // The page is in: its code works once.
  await page.getByRole('option', { name: /^coffee/ }).waitFor();
  await page.reload();
  await page.getByRole('option', { name: /^coffee/ }).click();
  await page.getByRole('tab', { name: 'Export' }).click();

  // Called off: nothing is written.
  await page.evaluate('bridge.place = null');
  await page.getByRole('button', { name: 'Export GLB' }).click();
  await expect.poll(() => askedFor(page, 'choosePlace')).toEqual([['choosePlace', 'coffee.fastdepth.glb']]);
  await page.getByRole('button', { name: 'Export GLB' }).waitFor();
  expect((await engine.call('snapshot', {})).exports).toEqual([]);

  await page.evaluate(`bridge.place = { id: 'place', name: 'Renders' }`);
  await page.getByRole('button', { name: 'Export GLB' }).click();
  await page.getByText('mine.glb is in Renders.').waitFor();
  const [made] = (await engine.call('snapshot', {})).exports;
  expect(await askedFor(page, 'saveExport')).toEqual([['saveExport', made.id]]);
  await expectNone(page, 'saved');
  await keepPicture(page, 'window-saved');
  await page.getByRole('button', { name: 'Show in folder', exact: true }).click();
  await page.getByRole('button', { name: `Show ${made.fileName} in its folder` }).click();
  expect(await askedFor(page, 'showExport')).toEqual([
    ['showExport', made.id],
    ['showExport', made.id],
  ]);
  await page.getByRole('link', { name: made.fileName }).dispatchEvent('dragstart');
  await expect.poll(() => askedFor(page, 'dragExport')).toEqual([['dragExport', made.id]]);

  // A folder for several, asked for once.
  await page.getByRole('button', { name: 'Export many runs' }).click();
  await page.getByRole('menuitem', { name: /of the project$/ }).click();
  await page.getByText('They are in Renders.').waitFor();
  expect((await askedFor(page, 'choosePlace')).at(-1)).toEqual(['choosePlace', null]);

  // The taskbar was told of work, and of its end.
  const fractions = async () =>
    (await askedFor(page, 'showWork')).map(([, work]) => (work as { fraction: number | null }).fraction);
  await expect.poll(async () => (await fractions()).at(-1)).toBeNull();
  expect((await fractions()).length).toBeGreaterThan(1);

  // The menu has what the keys have, and does it; behind a dialog it does nothing.
  const [[, items]] = (await askedFor(page, 'showMenu')) as [string, { command: string }[]][];
  expect(items.map(({ command }) => command)).toEqual(
    expect.arrayContaining(['addPhotos', 'spaceMode', 'about']),
  );
  await page.evaluate(`bridge.tell('depthMode')`);
  await expect
    .poll(() => page.getByRole('radio', { name: 'Depth', exact: true }).first().isChecked())
    .toBe(true);
  await page.evaluate(`bridge.tell('about')`);
  const about = page.getByRole('dialog', { name: 'About Depthroom' });
  await about.getByText(/Electron 45\.4\.1/).waitFor();
  await about.getByText('onnxruntime-node').waitFor();
  await page.evaluate(`bridge.tell('photoMode')`);
  await page.keyboard.press('Escape');
  await about.waitFor({ state: 'detached' });
  expect(await page.getByRole('radio', { name: 'Depth', exact: true }).first().isChecked()).toBe(true);
  expect(troubles).toEqual([]);
});
