import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { browserOfFile, openApp, showEveryRun } from './open-app.ts';
import { COFFEE, keepPicture, waitForStage } from './stage-picture.ts';

const browser = browserOfFile();
/** The last is 1280 x 800 at 200 % zoom. */
const SIZES = [
  { width: 960, height: 600 },
  { width: 1024, height: 640 },
  { width: 1280, height: 800 },
  { width: 2560, height: 1440 },
  { width: 640, height: 400 },
];

const SMALL = SIZES.filter(({ width }) => width < 2000);

/** Controls that lie outside of the window or are cut by what holds them without scrolling, or that lie on each other; scrollbars that stand twice. */
const FAULTS = `(() => {
  const faults = [];
  const where = (element) =>
    (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40) + ' <' + element.tagName.toLowerCase() + '>';
  const shown = (element) => {
    const { width, height } = element.getBoundingClientRect();
    return width > 1 && height > 1 && element.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true });
  };
  if (document.documentElement.scrollWidth > innerWidth) faults.push('the page is wider than the window');
  const controls = [...document.querySelectorAll('button, input:not([type="radio"]), [role="tab"], [role="slider"]')].filter(shown);
  const within = (box, by) =>
    box.left >= by.left - 1.5 && box.right <= by.right + 1.5 && box.top >= by.top - 1.5 && box.bottom <= by.bottom + 1.5;
  for (const control of controls) {
    const box = control.getBoundingClientRect();
    let canScroll = false;
    // What stands on the edge of a panel to be dragged reaches over it on purpose.
    if (control.closest('[role="separator"]')) continue;
    for (let parent = control.parentElement; parent && !canScroll; parent = parent.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(parent);
      if (overflowX === 'visible' && overflowY === 'visible') continue;
      const scrollsX = /auto|scroll/.test(overflowX) && parent.scrollWidth > parent.clientWidth + 1;
      const scrollsY = /auto|scroll/.test(overflowY) && parent.scrollHeight > parent.clientHeight + 1;
      if (scrollsX || scrollsY) canScroll = true;
      else if (!within(box, parent.getBoundingClientRect())) { faults.push('cut off: ' + where(control)); break; }
    }
    if (!canScroll && !within(box, { left: 0, top: 0, right: innerWidth, bottom: innerHeight }))
      faults.push('outside: ' + where(control));
  }
  for (const bar of document.querySelectorAll('[role="toolbar"], footer, [aria-label^="Range of"], [aria-label="Settings of the 3D view"], [role="tablist"]')) {
    const parts = [...bar.querySelectorAll('button, input:not([type="radio"]), [role="tab"]')].filter(shown);
    for (const [i, a] of parts.entries())
      for (const b of parts.slice(i + 1)) {
        if (a.contains(b) || b.contains(a)) continue;
        const [p, q] = [a.getBoundingClientRect(), b.getBoundingClientRect()];
        const across = Math.min(p.right, q.right) - Math.max(p.left, q.left);
        const down = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top);
        if (across > 2 && down > 2) faults.push('on each other: ' + where(a) + ' and ' + where(b));
      }
  }
  // Words of a control must not be cut without a sign of it.
  for (const label of document.querySelectorAll('button, [role="tab"], label'))
    if (shown(label) && getComputedStyle(label).overflowX === 'hidden' && getComputedStyle(label).textOverflow !== 'ellipsis' && label.scrollWidth > label.clientWidth + 2)
      faults.push('cut words: ' + where(label));
  for (const viewport of document.querySelectorAll('[class*="ScrollArea-viewport"]'))
    if (shown(viewport) && viewport.offsetWidth - viewport.clientWidth > 1) faults.push('two scrollbars: ' + viewport.className);
  return [...new Set(faults)];
})()`;

async function expectNone(page: Page, screen: string, sizes = SIZES): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size);
    await expect
      .poll(() => page.evaluate(FAULTS), {
        message: `${screen} at ${size.width} x ${size.height}`,
        timeout: 8000,
      })
      .toEqual([]);
    await keepPicture(page, `${screen}-${size.width}`);
  }
  await page.setViewportSize(SIZES[2]);
  await page.getByRole('tab', { name: 'Models' }).waitFor();
}

test('nothing is cut off at any size on any screen', { timeout: 300_000 }, async () => {
  const { page, engine, troubles } = await openApp(browser());
  await page.getByRole('button', { name: 'Add photos' }).first().waitFor();
  await expectNone(page, 'empty');
  const photo = await engine.importPhoto(COFFEE, 'coffee.png');
  await page
    .getByLabel(/^coffee.png/)
    .first()
    .click();
  await expectNone(page, 'photo');
  const packIds = ['fastdepth', 'zoedepth-starter', 'marigold-starter'];
  const runs = await engine.call('estimate', { photoIds: [photo.id], packIds });
  for (const run of runs) await engine.whenEnded(run.id);
  await page.getByRole('tab', { name: 'Runs' }).click();
  await showEveryRun(page, packIds.length);
  await page.keyboard.press('2');
  await waitForStage(page);
  for (const tab of ['Models', 'Runs', 'Camera', 'Compare', 'Export']) {
    await page.getByRole('tab', { name: tab }).click();
    await expectNone(page, `depth-${tab}`, tab === 'Compare' ? SIZES : SMALL);
  }
  await page.keyboard.press('3');
  await waitForStage(page);
  await expectNone(page, 'space');
  expect(troubles).toEqual([]);
});

test('panes have a least size and scroll, and panels close, are dragged to a width and keep it', async () => {
  const { page, engine } = await openApp(browser(), { viewport: { width: 960, height: 600 } });
  const photo = await engine.importPhoto(COFFEE, 'coffee.png');
  for (let k = 0; k < 8; k++) {
    const [run] = await engine.call('estimate', { photoIds: [photo.id], packIds: ['fastdepth'] });
    await engine.whenEnded(run.id);
  }
  await page
    .getByLabel(/^coffee.png/)
    .first()
    .click();
  await page.keyboard.press('2');
  await page.getByRole('tab', { name: 'Runs' }).click();
  await showEveryRun(page, 8);
  await expect.poll(() => page.locator('[data-pane]').count(), { timeout: 20_000 }).toBe(8);
  for (const pane of await page.locator('[data-pane]').all()) {
    const box = await pane.boundingBox();
    expect(Math.round(box?.width ?? 0)).toBeGreaterThanOrEqual(160);
    expect(Math.round(box?.height ?? 0)).toBeGreaterThanOrEqual(110);
  }
  const width = async () =>
    (await page.getByRole('complementary', { name: 'Inspector' }).boundingBox())?.width ?? 0;
  const before = await width();
  const edge = await page.getByRole('separator', { name: 'Width of the inspector' }).boundingBox();
  if (!edge) throw new Error('the inspector has no edge');
  await page.mouse.move(edge.x + 4, 300);
  await page.mouse.down();
  await page.mouse.move(edge.x - 36, 300, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => Math.round((await width()) - before)).toBe(40);
  await page.getByRole('button', { name: /^Panel: models/ }).click();
  await expect.poll(() => page.getByRole('complementary', { name: 'Inspector' }).count()).toBe(0);
  await page.getByRole('button', { name: /^Panel: models/ }).click();
  await expect.poll(async () => Math.round((await width()) - before)).toBe(40);
});
