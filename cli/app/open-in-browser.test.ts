import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../test/open-engine.ts';
import { folderOfSnap } from './open-in-browser.ts';

test('a browser inside a snap is handed the page where it may read', async () => {
  const home = await temporaryFolder();
  const common = join(home, 'snap', 'firefox', 'common');
  await mkdir(common, { recursive: true });
  expect(await folderOfSnap('firefox_firefox.desktop', home)).toBe(common);
  for (const name of [
    'firefox.desktop',
    'org.mozilla.firefox.desktop',
    'chromium_chromium.desktop',
    '',
    '../x_y.desktop',
  ])
    expect(await folderOfSnap(name, home)).toBeNull();
});
