import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/**
 * Opens the menu of a button and chooses an item of it, by keys alone. A menu that opens takes the focus to its first item, in a moment of
 * its own: until then the item that is wanted would lose it again.
 */
export async function chooseByKeys(page: Page, button: Locator, item: RegExp | string): Promise<void> {
  await button.focus();
  await page.keyboard.press('Enter');
  const first = page.getByRole('menu').getByRole('menuitem').first();
  const holdsFocus = () => first.evaluate((each) => each === each.ownerDocument.activeElement);
  await expect.poll(holdsFocus).toBe(true);
  await page.getByRole('menuitem', { name: item }).focus();
  await page.keyboard.press('Enter');
}
