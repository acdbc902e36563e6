import { expect, test } from 'vitest';
import { expectNone } from './axe.ts';
import { browserOfFile, openApp } from './open-app.ts';
import { COFFEE, waitForStage } from './stage-picture.ts';

const browser = browserOfFile();

test('every screen has names for buttons and headers, menus of items only, landmarks apart and keys for what scrolls', async () => {
  const { page, engine, troubles } = await openApp(browser(), { viewport: { width: 1000, height: 640 } });
  await page.getByRole('button', { name: 'Add photos' }).first().waitFor();
  await expectNone(page, 'empty');

  const photo = await engine.importPhoto(COFFEE, 'coffee.png');
  for (const packId of ['fastdepth', 'zoedepth-starter']) {
    const [run] = await engine.call('estimate', { photoIds: [photo.id], packIds: [packId] });
    await engine.whenEnded(run.id);
  }
  await page
    .getByLabel(/^coffee.png/)
    .first()
    .click();
  await page.keyboard.press('2');
  for (const tab of ['Models', 'Runs', 'Camera', 'Compare', 'Export']) {
    await page.getByRole('tab', { name: tab }).click();
    await page.getByRole('tabpanel', { name: tab }).waitFor();
    await expectNone(page, tab);
  }

  /** A menu has the focus on its first item, and holds nothing else. */
  const menu = async (name: string, open: () => Promise<void>) => {
    await open();
    const first = page.getByRole('menu').getByRole('menuitem').first();
    await first.waitFor();
    await expect.poll(() => first.evaluate((item) => item === item.ownerDocument.activeElement)).toBe(true);
    await expectNone(page, name);
    await page.keyboard.press('Escape');
    await page.getByRole('menu').waitFor({ state: 'detached' });
  };
  await menu('project', () => page.getByRole('button', { name: /^Project / }).click());
  await menu('photo', () => page.getByRole('option', { name: /^coffee.png/ }).click({ button: 'right' }));
  await menu('panes', () => page.getByRole('button', { name: 'Pane', exact: true }).click());
  await menu('pane', () =>
    page
      .getByRole('button', { name: /^Pane of / })
      .first()
      .click(),
  );

  await page.getByRole('button', { name: 'Pane', exact: true }).click();
  await page.getByRole('menuitem', { name: /^FastDepth/ }).click();
  await page
    .getByRole('button', { name: /^Pane of / })
    .first()
    .click();
  await page.getByRole('menuitem', { name: /^Pin as reference/ }).click();
  await expect.poll(async () => (await engine.call('snapshot', {})).comparisons.length).toBeGreaterThan(0);

  const dialog = async (title: string, open: () => Promise<void>) => {
    await open();
    const opened = page.getByRole('dialog', { name: title });
    await opened.waitFor();
    await expectNone(page, title);
    await opened.getByRole('button', { name: 'Close', exact: true }).click();
    await opened.waitFor({ state: 'detached' });
  };
  await page.getByRole('tab', { name: 'Compare' }).click();
  await dialog('Numbers', async () => {
    await page.keyboard.press('y');
    await page.getByRole('table').nth(2).waitFor();
  });
  await dialog('Keyboard', () => page.keyboard.press('?'));
  await dialog('Model library', () => page.keyboard.press('l'));
  await dialog('Open or create a project', async () => {
    await page.getByRole('button', { name: /^Project / }).click();
    await page.getByRole('menuitem', { name: 'Open or create a project' }).click();
  });
  await dialog('Rename photo', async () => {
    await page.getByRole('listbox', { name: 'Photos' }).focus();
    await page.keyboard.press('F2');
  });
  await dialog('Trash', async () => {
    await page.getByRole('listbox', { name: 'Photos' }).focus();
    await page.keyboard.press('Delete');
    await page.getByRole('button', { name: /^Project / }).click();
    await page.getByRole('menuitem', { name: /^Trash/ }).click();
  });
  expect(troubles).toEqual([]);
});

test('the dialogs of a comparison, of the library and of what went wrong are as accessible', async () => {
  const { page, engine, served } = await openApp(
    browser(),
    { viewport: { width: 960, height: 600 } },
    // A hub that nobody reaches.
    { libraryPorts: { environment: { HF_ENDPOINT: 'http://127.0.0.1:9' } } },
  );
  const photo = await engine.importPhoto(COFFEE, 'coffee.png');
  for (const packId of ['fastdepth', 'zoedepth-starter']) {
    const [run] = await engine.call('estimate', { photoIds: [photo.id], packIds: [packId] });
    await engine.whenEnded(run.id);
    if (packId === 'fastdepth')
      await engine.call('exportMesh', { runId: run.id, options: { format: 'glb' } });
  }
  await page.getByRole('option', { name: /^coffee/ }).click();
  for (const mode of ['1', '2', '3']) {
    await page.keyboard.press(mode);
    await waitForStage(page);
    await expectNone(page, `mode ${mode}`);
  }
  await page.keyboard.press('2');

  const dialog = (name: string | RegExp) => page.getByRole('dialog', { name });
  const leave = async (name: string | RegExp) => {
    await expectNone(page, String(name));
    await page.keyboard.press('Escape');
    await dialog(name).waitFor({ state: 'detached' });
  };
  await page.getByRole('tab', { name: 'Compare' }).click();
  for (const title of ['Consensus of runs', 'Calibrate to metres']) {
    await page.getByRole('button', { name: title }).click();
    await dialog(/.+/).waitFor();
    await leave(/.+/);
  }
  await page.getByRole('tab', { name: 'Export' }).click();
  await page
    .getByRole('button', { name: /^Look at|^Show/ })
    .first()
    .click();
  await dialog(/\.glb$/).waitFor();
  await leave(/\.glb$/);

  await page.keyboard.press('l');
  for (const tab of ['Installed', 'Published weights', 'Add a pack', 'Models folder']) {
    await page.getByRole('tab', { name: tab }).click();
    await expectNone(page, tab);
  }
  await page.getByRole('tab', { name: 'Published weights' }).click();
  await page.getByRole('button', { name: /^Get / }).first().click();
  await dialog(/^Get /).getByRole('alert').waitFor();
  await dialog(/^Get /).getByText('More', { exact: true }).click();
  await expectNone(page, 'get');
  await page.keyboard.press('Escape');
  await dialog(/^Get /).waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');
  await dialog('Model library').waitFor({ state: 'detached' });

  // What was refused, with its list; what was done; a question.
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Add photos' }).first().click();
  await (await chooser).setFiles(
    ['a', 'b'].map((name) => ({ name: `${name}.txt`, mimeType: 'text/plain', buffer: Buffer.from('no') })),
  );
  await page.getByText('Which, and why').click();
  await expectNone(page, 'refused files');
  await page.getByRole('listbox', { name: 'Photos' }).focus();
  await page.keyboard.press('Delete');
  await page.getByRole('button', { name: 'Undo' }).waitFor();
  await expectNone(page, 'removed');
  await page.getByRole('button', { name: /^Project / }).click();
  await page.getByRole('menuitem', { name: /^Trash/ }).click();
  await page.getByRole('button', { name: 'Empty trash' }).click();
  await dialog('Empty the trash?').waitFor();
  await leave('Empty the trash?');
  await page.keyboard.press('Escape');

  // Nobody answers, with and without something to show.
  await served.close();
  await page.getByText(/^Depthroom does not answer/).waitFor();
  await expectNone(page, 'nobody answers');
});
