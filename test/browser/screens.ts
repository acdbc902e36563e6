import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { openApp } from './open-app.ts';
import { COFFEE, waitForStage } from './stage-picture.ts';

type Engine = Awaited<ReturnType<typeof openApp>>['engine'];
/** Looks at what the page shows now. */
type Look = (screen: string) => Promise<void>;

/** A photo with two finished runs. */
export async function fillProject(engine: Engine): Promise<void> {
  const photo = await engine.importPhoto(COFFEE, 'coffee.png');
  for (const packId of ['fastdepth', 'zoedepth-starter']) {
    const [run] = await engine.call('estimate', { photoIds: [photo.id], packIds: [packId] });
    await engine.whenEnded(run.id);
    if (packId === 'zoedepth-starter')
      await engine.call('exportMesh', { runId: run.id, options: { format: 'glb' } });
  }
}

/**
 * Goes through the window, its tabs, bars, menus and dialogs, with the photo of `fillProject` on the stage: by keys and places, whatever
 * the language is.
 */
export async function goThroughScreens(page: Page, engine: Engine, look: Look): Promise<void> {
  await page.getByRole('option', { name: /^coffee/ }).click();
  await page.keyboard.press('2');
  await waitForStage(page);
  await goThroughTabs(page, look);
  await goThroughBars(page, engine, look);
  await goThroughMenus(page, look);
  await goThroughDialogs(page, look);
}

function tabsOf(page: Page): Locator {
  return page.getByRole('complementary').last().getByRole('tab');
}

async function goThroughTabs(page: Page, look: Look): Promise<void> {
  for (const [k, tab] of (await tabsOf(page).all()).entries()) {
    await tab.click();
    // The list of runs: both onto the stage.
    if (k === 1) await showBoth(page);
    await look(`tab ${k}`);
  }
  const pane = await page.locator('[data-pane]').first().boundingBox();
  if (pane) await page.mouse.move(pane.x + pane.width / 2, pane.y + pane.height / 2);
  await look('probe');
  await page.mouse.move(2, 2);
}

async function showBoth(page: Page): Promise<void> {
  const boxes = page.getByRole('tabpanel').getByRole('checkbox');
  await expect.poll(() => boxes.count()).toBe(2);
  for (const box of await boxes.all()) await box.check();
}

/** What stands above and below the picture, which hangs on what is painted. */
async function goThroughBars(page: Page, engine: Engine, look: Look): Promise<void> {
  await tabsOf(page).nth(2).click();
  await page.keyboard.press('t');
  await expect.poll(async () => (await engine.call('snapshot', {})).comparisons.length).toBe(1);
  await look('aligned');
  for (const tint of ['difference', 'ratio', 'relative error', 'rank', 'normals', 'edges']) {
    await page.keyboard.press('n');
    await look(tint);
  }
  await page.keyboard.press('n');
  await page.keyboard.press('e');
  await page.locator('section p[role="status"]').waitFor();
  await look('mend');
  await page.keyboard.press('e');
  await page.keyboard.press('3');
  await look('space');
  await page.keyboard.press('1');
  await look('photo');
  await page.keyboard.press('2');
}

async function goThroughMenus(page: Page, look: Look): Promise<void> {
  const menu = async (name: string, open: () => Promise<void>) => {
    await open();
    await page.getByRole('menu').first().waitFor();
    await look(name);
    await page.getByRole('menu').first().press('Escape');
    await page.getByRole('menu').first().waitFor({ state: 'detached' });
  };
  await menu('menu of the photo', () =>
    page.getByRole('option', { name: /^coffee/ }).click({ button: 'right' }),
  );
  const buttons = page.locator('button[aria-haspopup="menu"]:visible');
  for (let k = 0; k < (await buttons.count()); k++) await menu(`menu ${k}`, () => buttons.nth(k).click());
}

async function goThroughDialogs(page: Page, look: Look): Promise<void> {
  const dialog = async (
    name: string,
    open: () => Promise<void>,
    inside?: (box: Locator) => Promise<void>,
  ) => {
    const box = page.getByRole('dialog').first();
    const isThere = () =>
      box.waitFor({ timeout: 4000 }).then(
        () => true,
        () => false,
      );
    // A key that comes while the dialog before is still on its way out does nothing.
    await expect
      .poll(
        async () => {
          await open();
          return isThere();
        },
        { timeout: 30_000 },
      )
      .toBe(true);
    await look(name);
    await inside?.(box);
    await page.keyboard.press('Escape');
    await box.waitFor({ state: 'detached' });
  };
  const photos = page.getByRole('listbox').first();
  const press = (key: string) => async () => {
    await photos.focus();
    await page.keyboard.press(key);
  };
  const button = (place: number) => () => page.getByRole('tabpanel').getByRole('button').nth(place).click();
  /** An item of the menu of the project, by its place. */
  const ofProject = (place: number) => async () => {
    await page.locator('[data-focus-key="project"]').click();
    await page.getByRole('menuitem').nth(place).click();
  };
  const eachTab = async (box: Locator) => {
    for (const [k, tab] of (await box.getByRole('tab').all()).entries()) {
      await tab.click();
      await look(`dialog, tab ${k}`);
    }
  };
  await dialog('keyboard', press('?'));
  await dialog('model library', press('l'), eachTab);
  await dialog('numbers', press('y'), eachTab);
  await dialog('queue', press('Shift+Q'));
  await dialog('rename', press('F2'));
  await tabsOf(page).nth(2).click();
  await dialog('consensus', button(-2));
  await dialog('calibration', button(-1));
  await dialog('project', ofProject(0));
  await dialog('watch', ofProject(2));
  await dialog('benchmark', ofProject(3));
  await dialog('about', ofProject(6));
  const photo = page.getByRole('option', { name: /^coffee/ });
  // As it was: another page begins with it.
  await press('t')();
  await press('Delete')();
  await photo.waitFor({ state: 'detached' });
  await look('removed');
  await dialog('trash', ofProject(1));
  await press('Control+z')();
  await photo.waitFor();
}
