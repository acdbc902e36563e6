import type { Locator, Page, Route } from 'playwright-core';
import { expect } from 'vitest';
import type { TestEngine } from '../open-engine.ts';

/** What is asked of a page again and again, on a machine that is busy with other things, too. */
const PATIENT = { timeout: 30_000, interval: 100 };

/**
 * Waits until what a person looks at is kept, with these fields. A change of the view is kept as long after it as it is one that can be taken
 * back: the next one is another.
 */
export async function untilKept(engine: TestEngine, view: object): Promise<void> {
  await expect.poll(async () => (await engine.call('readView', {})).view, PATIENT).toMatchObject(view);
}

/** Waits until what was changed is painted, and nothing that comes to an end moves any more. */
export async function untilStill(page: Page): Promise<void> {
  await page.evaluate(`(async () => {
    for (let frame = 0; frame < 2; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
    const ending = document.getAnimations().filter((each) => each.effect?.getComputedTiming().iterations !== Infinity);
    await Promise.all(ending.map((each) => each.finished.catch(() => null)));
  })()`);
}

/** What an element looks like once that is twice the same. */
export async function stillPicture(element: Locator): Promise<Buffer> {
  let last = await element.screenshot();
  await expect
    .poll(async () => {
      const before = last;
      last = await element.screenshot();
      return before.equals(last);
    }, PATIENT)
    .toBe(true);
  return last;
}

/** Lets a request that was held go on, unless the page is gone that asked. */
export async function goOnWith(route: Route): Promise<void> {
  await route.continue().catch(() => undefined);
}
