import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

interface Violation {
  id: string;
  help: string;
  nodes: { html: string; failureSummary?: string }[];
}

/** Holds that axe-core finds nothing against WCAG or good practice in what the page shows now. */
export async function expectAccessible(page: Page, screen: string): Promise<void> {
  // By the protocol: the policy of the page lets no script of others in.
  if (!(await page.evaluate<boolean>('"axe" in globalThis'))) await page.evaluate(axe.source);
  // What moves has no colour yet.
  await page.evaluate(
    `Promise.all(document.getAnimations().filter((each) => each.effect?.getComputedTiming().iterations !== Infinity).map((each) => each.finished.catch(() => null)))`,
  );
  const violations = await page.evaluate<Violation[]>(
    `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations)`,
  );
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${help}: ${html.slice(0, 240)} ${failureSummary ?? ''}`),
  );
  expect(found, screen).toEqual([]);
}
