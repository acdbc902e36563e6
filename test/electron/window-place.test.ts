import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openWindow } from '../../electron/window.ts';
import { readPlace } from '../../electron/window-place.ts';
import { temporaryFolder } from '../open-engine.ts';
import { fakeElectron } from './fake-electron.ts';

const SCREEN = [{ x: 0, y: 0, width: 1920, height: 1080 }];

test('a window stands where it was closed', async () => {
  const path = join(await temporaryFolder(), 'window.json');
  const { electron, seen } = fakeElectron();
  openWindow(electron, '/built', path);
  expect(seen.windows[0].options).toMatchObject({ width: 1440, height: 900 });
  expect(seen.windows[0].options).not.toHaveProperty('x');
  (seen.windows[0].listeners.get('close') as () => void)();
  openWindow(electron, '/built', path);
  expect(seen.windows[1].options).toMatchObject({ x: 40, y: 50, width: 1000, height: 700 });
  expect(seen.windows.map(({ isMaximized }) => isMaximized)).toEqual([false, true]);
});

test('a place on a screen that is gone, and what is no place, is passed over', async () => {
  const path = join(await temporaryFolder(), 'window.json');
  const read = async (text: string) => {
    await writeFile(path, text);
    return readPlace(path, SCREEN);
  };
  const at = (x: number, y: number) => JSON.stringify({ bounds: { x, y, width: 900, height: 600 } });
  expect(await read(at(100, 100))).toEqual({
    bounds: { x: 100, y: 100, width: 900, height: 600 },
    isMaximized: false,
  });
  expect([await read(at(2000, 100)), await read(at(100, -300)), await read('{'), await read('{}')]).toEqual([
    null,
    null,
    null,
    null,
  ]);
  expect(readPlace(`${path}.gone`, SCREEN)).toBeNull();
});
