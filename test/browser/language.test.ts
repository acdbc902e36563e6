import { expect, test } from 'vitest';
import { browserOfFile, openApp } from './open-app.ts';

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
