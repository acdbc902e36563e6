import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest';
import { serveOnLoopback } from '../../cli/app/loopback.ts';
import { createHandler } from '../../core/host/http.ts';
import { openTestEngine } from '../open-engine.ts';
import { launchChromium, openPage } from './chromium.ts';

const PAGE = fileURLToPath(new URL('../../dist/renderer', import.meta.url));

/** One browser for the tests of a file. */
export function browserOfFile(): () => Browser {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());
  return () => browser;
}

/** The app as `npm start` serves it, with an empty project, open in a page of the browser. */
export async function openApp(
  browser: Browser,
  options: Parameters<typeof openPage>[1] = {},
  engineOptions: Parameters<typeof openTestEngine>[0] = {},
) {
  const engine = await openTestEngine(engineOptions);
  const served = await serveOnLoopback(createHandler(engine, PAGE), { port: 0 });
  const { page, troubles } = await openPage(browser, options);
  onTestFinished(async () => {
    await page.context().close();
    await served.close();
  });
  await page.goto(served.newAddress());
  // Before that keys are nobody's.
  await page.locator('#root > *').first().waitFor({ state: 'attached' });
  /** What a program with the page's key gets. */
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${served.origin}${path}`, { headers: { authorization: `Bearer ${served.secret}`, ...headers } });
  return { engine, page, troubles, served, get };
}

/** Puts all of the `count` runs of the photo on the stage, in the list of runs, once they are there. */
export async function showEveryRun(page: Page, count: number): Promise<void> {
  const boxes = page.getByRole('checkbox', { name: /^Show/ });
  await expect.poll(() => boxes.count()).toBe(count);
  for (const box of await boxes.all()) await box.check();
}
