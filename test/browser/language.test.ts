import { expect, test } from 'vitest';
import { browserOfFile, openApp } from './open-app.ts';
import { COFFEE, waitForStage } from './stage-picture.ts';
import { goOnWith } from './until.ts';

const browser = browserOfFile();

test('the page is in the language that a person chooses, from then on', async () => {
  const { page, engine } = await openApp(browser());
  await page.getByRole('button', { name: /^Project/ }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  await page.getByRole('button', { name: /^Project/ }).click();
  await page.getByRole('menuitem', { name: 'Language' }).press('ArrowRight');
  await page.getByRole('menuitemradio', { name: 'Deutsch' }).click();
  await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('de');
  expect(await engine.call('readLanguage', {})).toEqual({ language: 'de' });
});

test.each([
  ['de-DE', '61,5°'],
  ['en-US', '61.5°'],
])('in %s a number is shown as %s, and typed or pasted with a comma or a point', async (locale, shown) => {
  const permissions = ['clipboard-read', 'clipboard-write'];
  const { page, engine } = await openApp(browser(), { locale, permissions });
  const photo = await engine.importPhoto(COFFEE, 'coffee.png');
  await page.getByTestId('stage').first().waitFor();
  await page.getByRole('tab').nth(3).click();
  const lens = page.locator('form input[inputmode="decimal"]');
  const ways = [
    (digits: string) => page.keyboard.type(digits),
    async (digits: string) => {
      await page.evaluate(`navigator.clipboard.writeText('${digits}')`);
      await page.keyboard.press('Control+v');
    },
    // As a program fills a field in.
    (digits: string) => lens.fill(digits),
  ];
  for (const enter of ways)
    for (const digits of ['61,5', '61.5']) {
      await lens.press('Control+a');
      await enter(digits);
      await expect.poll(() => lens.inputValue()).toBe(shown);
      await lens.press('Enter');
      await expect
        .poll(async () => (await engine.call('photoRows', { photoId: photo.id })).photo?.intrinsics.note)
        .toContain('61.5 degrees');
      await page.getByRole('paragraph').filter({ hasText: shown }).waitFor();
      await engine.call('setIntrinsics', { photoId: photo.id, lens: null });
      await expect.poll(() => lens.inputValue()).toBe('60°');
    }
});

test('in German the ends of the range are typed with a comma or a point', async () => {
  const { page, engine } = await openApp(browser(), { locale: 'de-DE' });
  const photo = await engine.importPhoto(COFFEE, 'coffee.png');
  const [run] = await engine.call('estimate', { photoIds: [photo.id], packIds: ['fastdepth'] });
  await engine.whenEnded(run.id);
  await page.getByTestId('stage').first().waitFor();
  await page.keyboard.press('2');
  // The far end is that of the map before another near end is stated.
  await page.getByTestId('pane-scale').getByText(/\d/).first().waitFor();
  await waitForStage(page);
  const near = page.locator('main input[inputmode="decimal"]').first();
  for (const [typed, shown] of [
    ['1,25', '1,25'],
    ['1.5', '1,5'],
  ]) {
    await near.press('Control+a');
    await page.keyboard.type(typed);
    await near.press('Enter');
    await expect.poll(() => near.inputValue()).toBe(shown);
  }
});

test('another language waits for photos that are on their way, and says so', async () => {
  const { page, engine } = await openApp(browser());
  await page.getByRole('button', { name: /^Project/ }).waitFor();
  let letThrough = () => {};
  const held = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  await page.route('**/photos?*', async (route) => {
    await held;
    await goOnWith(route);
  });
  const chosen = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Add photos' }).first().click();
  await (await chosen).setFiles(COFFEE);
  const choose = async () => {
    await page.getByRole('button', { name: /^Project/ }).click();
    await page.getByRole('menuitem', { name: 'Language' }).press('ArrowRight');
    await page.getByRole('menuitemradio', { name: 'Deutsch' }).click();
  };
  await choose();
  await page.getByText('Photos are being added, and another language opens the page anew').waitFor();
  expect(await engine.call('readLanguage', {})).toEqual({ language: null });
  letThrough();
  await expect.poll(async () => (await engine.call('snapshot', {})).photos.length).toBe(1);
});

test('zeros and marks at the end of what is typed are part of a number', async () => {
  const { page, engine } = await openApp(browser(), { locale: 'de-DE' });
  const photo = await engine.importPhoto(COFFEE, 'coffee.png');
  await page.getByTestId('stage').first().waitFor();
  await page.getByRole('tab').nth(3).click();
  const lens = page.locator('form input[inputmode="decimal"]');
  await lens.press('Control+a');
  await page.keyboard.type('64,0');
  await lens.press('Enter');
  await expect
    .poll(async () => (await engine.call('photoRows', { photoId: photo.id })).photo?.intrinsics.note)
    .toContain('64 degrees');
});
