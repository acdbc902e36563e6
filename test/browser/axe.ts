import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { untilStill } from './until.ts';

interface Violation {
  id: string;
  help: string;
  nodes: { html: string; failureSummary?: string }[];
}

/** Holds that axe-core finds nothing against WCAG or good practice in what the page shows now. */
async function expectAccessible(page: Page, screen: string): Promise<void> {
  // By the protocol: the policy of the page lets no script of others in.
  if (!(await page.evaluate<boolean>('"axe" in globalThis'))) await page.evaluate(axe.source);
  // What moves has no colour yet.
  await untilStill(page);
  const violations = await page.evaluate<Violation[]>(
    `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations)`,
  );
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${help}: ${html.slice(0, 240)} ${failureSummary ?? ''}`),
  );
  expect(found, screen).toEqual([]);
}

/** What rules of WCAG that need no eye find on the page as it is now. */
const FAULTS = `(() => {
  const shown = (element) =>
    element.checkVisibility({ checkVisibilityCSS: true }) && !element.closest('[aria-hidden="true"]');
  const all = (selector) => [...document.querySelectorAll(selector)].filter(shown);
  const textOf = (ids) => ids.split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
  const nameOf = (element) =>
    (element.getAttribute('aria-label') ?? textOf(element.getAttribute('aria-labelledby') ?? '')).trim();
  const where = (element) => element.outerHTML.slice(0, 120);
  const faults = [];
  for (const button of all('button, [role="button"]'))
    if (!nameOf(button) && !button.textContent.trim() && !button.title) faults.push('no name: ' + where(button));
  for (const cell of all('th')) if (!cell.textContent.trim()) faults.push('empty header: ' + where(cell.parentElement));
  for (const menu of all('[role="menu"]'))
    for (const child of menu.querySelectorAll('[tabindex], button, a[href], input'))
      if (!/^menuitem/.test(child.getAttribute('role') ?? '')) faults.push('no item of a menu: ' + where(child));
  const landmarks = all('aside, main, footer, nav, section[aria-label], section[aria-labelledby], [role="region"]')
    .filter((element) => !/dialog/.test(element.getAttribute('role') ?? ''))
    .map((element) => element.tagName + ' ' + nameOf(element));
  for (const name of new Set(landmarks.filter((each, at) => landmarks.indexOf(each) !== at)))
    faults.push('twice: ' + name);
  for (const element of all('*')) {
    const { overflowX, overflowY } = getComputedStyle(element);
    const scrolls =
      (/auto|scroll/.test(overflowY) && element.scrollHeight > element.clientHeight + 1) ||
      (/auto|scroll/.test(overflowX) && element.scrollWidth > element.clientWidth + 1);
    const reached = 'a[href], button, input, select, textarea, [tabindex="0"]';
    if (scrolls && element.tabIndex < 0 && !element.querySelector(reached)) faults.push('no key scrolls: ' + where(element));
  }
  return faults;
})()`;

/** Holds that neither axe-core nor our own rules find anything in what the page shows now. */
export async function expectNone(page: Page, screen: string): Promise<void> {
  await expectAccessible(page, screen);
  expect(await page.evaluate(FAULTS), screen).toEqual([]);
}
