import { expect, test } from 'vitest';
import { SAMPLE } from '../open-engine.ts';
import { browserOfFile, openApp } from './open-app.ts';
import { keepPicture } from './stage-picture.ts';
import { untilKept } from './until.ts';

const browser = browserOfFile();
const SOON = { timeout: 30_000 };

test('a page that fails says so with a way out, also where it fails by what was looked at last', async () => {
  const { page, engine } = await openApp(browser(), { viewport: { width: 960, height: 600 } });
  const { id: photoId } = await engine.importPhoto(SAMPLE, 'coffee.png');
  const photo = page
    .getByRole('option', { name: /coffee\.png/ })
    .or(page.getByText('coffee.png'))
    .first();
  await photo.click();
  const { project } = await engine.call('snapshot', {});
  // What the page keeps itself must not come after it.
  await untilKept(engine, { selection: { photoId } });
  // As a file that was changed by hand, or by a later version, may be.
  const view = { comparing: { pinned: null, alignments: null }, selection: { photoId: null, panes: null } };
  await engine.call('keepView', { folder: project.folder, view });
  await page.reload();

  const alert = page.getByRole('alert');
  await alert.getByText(/could not be shown/).waitFor(SOON);
  expect(await alert.textContent()).toMatch(/are as they were.*Reload the window to go on\.$/);
  await keepPicture(page, 'fallen');
  const reload = page.getByRole('button', { name: 'Reload the window' });
  expect(await page.locator('button:focus').textContent()).toBe('Reload the window');

  await page.getByRole('button', { name: 'Copy diagnostics' }).click();
  await page.getByText(/^Copied|copy this by hand/).waitFor(SOON);
  const text = page.getByRole('textbox', { name: 'Diagnostics' });
  if (await text.isVisible()) {
    expect(await text.inputValue()).toMatch(/^The page failed: TypeError[\s\S]*\.js:\d+:\d+[\s\S]*Depthroom/);
    expect(await text.inputValue()).not.toContain(project.folder);
  }

  await reload.focus();
  await page.keyboard.press('Enter');
  await alert.getByText(/a moment ago as well/).waitFor(SOON);
  await page.keyboard.press('Enter');
  await photo.waitFor(SOON);
});
