import { join } from 'node:path';
import type { MenuItemConstructorOptions } from 'electron';
import { expect, test } from 'vitest';
import { keepLanguage } from '../../core/host/kept/language.ts';
import { de } from '../../electron/language/de.ts';
import { en } from '../../electron/language/en.ts';
import { textsOf } from '../../electron/language/texts.ts';
import { buildMenu } from '../../electron/menu.ts';
import { temporaryFolder } from '../open-engine.ts';
import { fakeElectron } from './fake-electron.ts';

test('every text of the window is there in every language, in the same order, and none was left in English', () => {
  expect(Object.keys(de)).toEqual(Object.keys(en));
  const words = (texts: typeof en) =>
    Object.entries(texts).flatMap(([key, said]) => {
      const text = typeof said === 'string' ? said : key === 'roles' ? '' : String(said?.('why', true));
      return text === '' ? [] : [[key, text] as const];
    });
  const english = new Map(words(en));
  expect(words(de).filter(([key, text]) => english.get(key) === text)).toEqual([]);
});

test('the window speaks as a person chose, else as the system does, else English', async () => {
  const folder = await temporaryFolder();
  const spoken = async (locale: string) => {
    const { electron } = fakeElectron({ locale });
    return (await textsOf(electron, folder)()) === de ? 'de' : 'en';
  };
  expect([await spoken('de-AT'), await spoken('en-GB'), await spoken('fr'), await spoken('')]).toEqual([
    'de',
    'en',
    'en',
    'en',
  ]);
  await keepLanguage(folder, 'en');
  expect(await spoken('de')).toBe('en');
  await keepLanguage(folder, 'de');
  expect(await spoken('en-US')).toBe('de');
  // What is no folder says nothing.
  expect(await textsOf(fakeElectron().electron, join(folder, 'gone'))()).toBe(en);
});

const submenuOf = (menu: MenuItemConstructorOptions[], label: string) =>
  menu.find((each) => each.label === label)?.submenu as MenuItemConstructorOptions[];

test.each([
  'linux',
  'win32',
  'darwin',
] as const)('on %s nothing in a German menu is left to Electron’s English', (platform) => {
  const menu = buildMenu({ name: 'Depthroom', platform, texts: de }, [], () => {});
  for (const { label, submenu } of menu) {
    expect(label).toBeTruthy();
    for (const item of submenu as MenuItemConstructorOptions[])
      expect(item.type === 'separator' || item.label, JSON.stringify(item)).toBeTruthy();
  }
  expect(submenuOf(menu, 'Bearbeiten').map(({ label }) => label)).toContain('Ausschneiden');
  expect(submenuOf(menu, 'Fenster').at(-1)?.role).toBe(platform === 'darwin' ? 'front' : 'close');
});

test('in English the system’s own items keep the names that Electron has for each system', () => {
  const menu = buildMenu({ name: 'Depthroom', platform: 'win32', texts: en }, [], () => {});
  expect(submenuOf(menu, 'File').at(-1)).toEqual({ role: 'quit' });
  expect(menu).toContainEqual({ role: 'windowMenu' });
});
