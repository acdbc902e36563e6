import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openPage } from './chromium.ts';
import { cutOffNow, SIZES } from './cut-off.ts';
import { englishLeft } from './english-left.ts';
import { browserOfFile, openApp } from './open-app.ts';
import { fillProject, goThroughScreens } from './screens.ts';
import { keepPicture } from './stage-picture.ts';

const browser = browserOfFile();
/** `LONGER_LOCALE` of renderer/language/longer.ts. */
const LONGER = 'en-x-longer';
const SMALL = SIZES.filter(({ width }) => width >= 960 && width <= 1280);

/** What is the same in every language: names of files, addresses, weights, licences, and of what programs call things. */
const NAMES: readonly RegExp[] = [
  /coffee\.png/g,
  /(https?:\/)?(\/?[\w.@-]+\/)+[\w.@-]+/g,
  /\b[a-z]\w*_depth\.npy\b|depth\.Z|„(invert )?depth“|File-Knoten|image und depth/g,
  /Depth (Anything|Pro)|NYU Depth|Model Card|Latent Consistency Model|CC-BY-NC-4\.0|fine-tuned end to end|\(indoor and outdoor\)|\(starter weights\)/g,
];

test('in German nothing is English and nothing is cut off; nor is it in texts that are two fifths longer', {
  timeout: 300_000,
}, async () => {
  const { page, engine, served, troubles } = await openApp(browser(), { locale: 'de-DE' });
  const found: string[] = [];
  const seen = new Set<string>();
  const say = (words: string, where: string) => {
    if (!seen.has(words)) found.push(`${words} (${where})`);
    seen.add(words);
  };
  const lookForCut = (page: Page, language: string) => async (screen: string) => {
    // Where the window is divided differently at each size; the others are tightest at the smallest.
    for (const size of screen.startsWith('tab') ? SMALL.toReversed() : SMALL.slice(0, 1)) {
      await page.setViewportSize(size);
      for (const fault of await cutOffNow(page)) say(fault, `${language}, ${screen}, ${size.width}`);
    }
    await keepPicture(page, `${language}-${screen.replaceAll(/\W+/g, '-')}`);
  };
  const lookForCutInGerman = lookForCut(page, 'de');
  const look = async (screen: string) => {
    for (const words of await englishLeft(page, NAMES)) say(`English: ${words}`, screen);
    await lookForCutInGerman(screen);
  };
  await page.getByRole('complementary').first().waitFor();
  await look('empty');
  await fillProject(engine);
  await goThroughScreens(page, engine, look);

  const long = await openPage(browser(), {});
  await long.page.route(
    (address) => address.pathname === '/',
    async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replace(/data-language="[^"]*"/, `data-language="${LONGER}"`);
      await route.fulfill({ response, body });
    },
  );
  await long.page.goto(served.newAddress());
  await goThroughScreens(long.page, engine, lookForCut(long.page, 'longer'));
  await long.page.context().close();
  expect(found).toEqual([]);
  expect([...troubles, ...long.troubles]).toEqual([]);
});
