import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { browserOfFile, openApp } from './open-app.ts';
import { COFFEE, keepPicture } from './stage-picture.ts';

const browser = browserOfFile();
const SMALL = { viewport: { width: 960, height: 600 } };
const SLOW = { timeout: 30_000 };

/** What stands in a pane instead of a picture and does not lie in it whole, or on nothing that would let it be read. */
const ILL_PLACED = `(() => [...document.querySelectorAll('[data-pane]')].flatMap((pane) => {
  const box = pane.getBoundingClientRect();
  const [state] = pane.children;
  if (!state) return ['nothing in a pane'];
  const [, , , alpha] = getComputedStyle(state).backgroundColor.match(/[\\d.]+/g).slice(-4);
  const words = [...state.querySelectorAll('*')].filter((each) => each.checkVisibility());
  const outside = words.filter((each) => {
    const { left, right, top, bottom } = each.getBoundingClientRect();
    return left < box.left - 1 || right > box.right + 1 || top < box.top - 1 || bottom > box.bottom + 1;
  });
  return [...outside.map((each) => each.textContent), ...(Number(alpha) > 0.5 ? [] : ['no ground: ' + alpha])];
}))()`;

/** Whether the ring around what has the focus is cut by the window or by what it stands in. */
const RING = `(() => {
  const element = document.activeElement;
  const { outlineStyle, outlineWidth, outlineOffset } = getComputedStyle(element);
  const grown = outlineStyle === 'none' ? 0 : parseFloat(outlineWidth) + parseFloat(outlineOffset);
  const box = element.getBoundingClientRect();
  const name = element.getAttribute('aria-label') ?? element.textContent.slice(0, 40);
  const lies = (by, room) => box.left - grown >= by.left - room && box.right + grown <= by.right + room &&
    box.top - grown >= by.top - room && box.bottom + grown <= by.bottom + room;
  const cut = [];
  if (!lies({ left: 0, top: 0, right: innerWidth, bottom: innerHeight }, 1)) cut.push(name + ': window');
  for (let by = element.parentElement; by; by = by.parentElement) {
    const { overflowX, overflowY, overflowClipMargin } = getComputedStyle(by);
    if (overflowX === 'visible' && overflowY === 'visible') continue;
    if (!lies(by.getBoundingClientRect(), 1 + (overflowX === 'clip' ? parseFloat(overflowClipMargin) || 0 : 0)))
      cut.push(name + ': ' + by.className);
  }
  return { name, role: element.getAttribute('role'), cut };
})()`;

const FOCUSED = `document.activeElement?.getAttribute('data-testid') ?? document.activeElement?.tagName`;
const focused = (page: Page) => page.evaluate<string>(FOCUSED);

/** Whether the picture of the active pane lies whole in what scrolls the stage. */
const IS_SEEN = `(() => {
  const scroller = document.querySelector('[data-testid="stage"]')?.parentElement?.getBoundingClientRect();
  const pane = document.querySelector('[data-active] ~ [data-pane]')?.getBoundingClientRect();
  if (!scroller || !pane) return 'no pane';
  return pane.top >= scroller.top && pane.bottom <= scroller.bottom;
})()`;

async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let k = 0; k < 80; k++) {
    await page.keyboard.press('Tab');
    const { name: now } = await page.evaluate<{ name: string }>(RING);
    if (name.test(now)) return;
  }
  throw new Error(`no key leads to ${name}`);
}

test('by keys alone: the sample, its runs in small panes, and whichever pane is the active one is seen', async () => {
  const { engine, page, troubles } = await openApp(browser(), SMALL);
  await page.getByRole('button', { name: 'Try a sample' }).waitFor();
  await engine.call('pauseQueue', { isPaused: true });
  await tabTo(page, /Try a sample/);
  await page.keyboard.press('Enter');
  // The first photo takes the place of the words, and the focus goes with it.
  await expect.poll(() => focused(page), SLOW).toBe('stage');

  await page.keyboard.press('Control+Enter');
  await expect.poll(() => page.locator('[data-pane]').count(), SLOW).toBe(5);
  for (const layout of ['grid', 'row', 'large']) {
    await expect.poll(() => page.evaluate(ILL_PLACED), SLOW).toEqual([]);
    await keepPicture(page, `waiting-${layout}`);
    await page.keyboard.press('g');
  }
  await page.getByRole('button', { name: /^Mend the map/ }).waitFor();

  await page.getByTestId('stage').focus();
  for (let k = 0; k < 5; k++) {
    await page.keyboard.press('o');
    await expect.poll(() => page.evaluate(IS_SEEN), SLOW).toBe(true);
  }
  expect(troubles).toEqual([]);
});

test('the ring of what has the focus is seen whole', async () => {
  const { engine, page, troubles } = await openApp(browser(), SMALL);
  await engine.importPhoto(COFFEE, 'coffee.png');
  await page.getByRole('option', { name: /^coffee/ }).click();
  await page.keyboard.press('2');
  await page.getByText('No depth yet').waitFor();
  await page.getByTestId('stage').focus();
  const names = new Set<string>();
  const cut = new Set<string>();
  for (let k = 0; k < 60; k++) {
    await page.keyboard.press('Tab');
    type Ring = { name: string; role: string | null; cut: string[] };
    const ring = await page.evaluate<Ring>(RING);
    names.add(ring.name);
    // These stand on edges; the first has its ring around its items.
    if (!['separator', 'listbox'].includes(ring.role ?? '')) for (const each of ring.cut) cut.add(each);
  }
  expect([...cut]).toEqual([]);
  expect(names.size).toBeGreaterThan(15);

  // In a dialog it does not lie behind the header.
  await page.getByTestId('stage').focus();
  await page.keyboard.press('Shift+q');
  const pause = page.getByRole('dialog').getByRole('button', { name: 'Pause' });
  await expect.poll(async () => (await pause.boundingBox())?.width ?? 0, SLOW).toBeGreaterThan(40);
  const top = (await pause.boundingBox())?.y ?? 0;
  const header = await page.getByRole('dialog').locator('header').boundingBox();
  expect(top - 3).toBeGreaterThanOrEqual((header?.y ?? 0) + (header?.height ?? 999) - 0.5);
  expect(troubles).toEqual([]);
});

test('a calibrated map is made by keys, comes before the eyes, and says how well its lengths are met', async () => {
  const { engine, page, troubles } = await openApp(browser(), SMALL);
  const photo = await engine.importPhoto(COFFEE, 'coffee.png');
  for (let k = 0; k < 4; k++) {
    const [run] = await engine.call('estimate', { photoIds: [photo.id], packIds: ['fastdepth'] });
    await engine.whenEnded(run.id);
  }
  await page.getByRole('option', { name: /^coffee/ }).click();
  await page.keyboard.press('2');
  await page.getByRole('tab', { name: 'Runs' }).click();
  const boxes = page.getByRole('checkbox', { name: /^Show/ });
  await expect.poll(() => boxes.count(), SLOW).toBe(4);
  for (const box of await boxes.all()) await box.check();
  await page.getByRole('tab', { name: 'Compare' }).click();
  await page.getByRole('button', { name: 'Calibrate to metres' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Draw a distance' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(page), SLOW).toBe('stage');
  const panel = page.getByRole('region', { name: 'Measured' });
  expect((await panel.boundingBox())?.height).toBeLessThan(80);

  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  for (let k = 0; k < 12; k++) await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Enter');
  await page.getByLabel('Known distance').focus();
  await page.keyboard.type('0.5');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Calibrate with 1' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Calibrate', exact: true }).focus();
  await page.keyboard.press('Enter');
  await page
    .getByText(/^Calibrated: distance between two points given as 0\.5\u00a0m, now 0\.\d{3}\u00a0m\.$/)
    .first()
    .waitFor(SLOW);
  const caption = page.locator('[data-active]').filter({ hasText: 'calibrated' });
  await caption.waitFor(SLOW);
  await expect.poll(async () => (await caption.boundingBox())?.y ?? 0).toBeGreaterThan(80);
  await expect.poll(async () => (await caption.boundingBox())?.y ?? 999).toBeLessThan(400);
  await keepPicture(page, 'calibrated');

  // A report is told as any file that is ready.
  await page.getByTestId('stage').focus();
  await page.keyboard.press('t');
  const report = page.waitForEvent('download', SLOW);
  await page.getByRole('button', { name: 'Report', exact: true }).click(SLOW);
  expect((await report).suggestedFilename()).toMatch(/\.html$/);
  await page
    .getByText(/\.html is ready; its download has started\.$/)
    .first()
    .waitFor(SLOW);
  expect(troubles).toEqual([]);
});

test('the sheet of keys has those of the lists, in German too', async () => {
  const { page } = await openApp(browser(), { ...SMALL, locale: 'de-DE' });
  await page.getByRole('button', { name: 'Beispiel öffnen' }).waitFor();
  await page.keyboard.press('?');
  const queue = page.getByRole('dialog').locator('section').filter({ hasText: 'In der Warteschlange' });
  const keys = ['⇧ ↑⇧ ↓', 'Strg A', 'Alt ↑Alt ↓', 'Alt Pos1Alt Ende', 'Eingabe', 'Entf', 'Strg Z'];
  await expect.poll(() => queue.locator('dt').allTextContents(), SLOW).toEqual(keys);
});

test('a dialog whose content comes later begins in its first field, and programs are one stop of the Tab key', async () => {
  const { engine, page } = await openApp(browser(), SMALL);
  const photo = await engine.importPhoto(COFFEE, 'coffee.png');
  const [run] = await engine.call('estimate', { photoIds: [photo.id], packIds: ['fastdepth'] });
  await engine.whenEnded(run.id);
  await page.getByRole('option', { name: /^coffee/ }).click();
  await page.locator('[data-focus-key="project"]').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Watch a folder' }).focus();
  await page.keyboard.press('Enter');
  const field = page.getByRole('dialog').getByRole('textbox').first();
  await field.waitFor(SLOW);
  await expect
    .poll(() => field.evaluate((each) => each === each.ownerDocument.activeElement), SLOW)
    .toBe(true);
  await page.keyboard.press('Escape');

  await page.getByRole('tab', { name: 'Export' }).focus();
  await page.keyboard.press('Enter');
  const first = page.getByRole('radio', { name: /^Blender, GLB/ });
  await first.waitFor(SLOW);
  await page.keyboard.press('Tab');
  await expect
    .poll(() => first.evaluate((each) => each === each.ownerDocument.activeElement), SLOW)
    .toBe(true);
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => first.isChecked(), SLOW).toBe(false);
  let stops = 0;
  while (stops < 9 && !/^Export /.test((await page.evaluate<{ name: string }>(RING)).name)) {
    await page.keyboard.press('Tab');
    stops++;
  }
  expect(stops).toBeLessThan(5);
});
