import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { keepPicture } from './stage-picture.ts';

/** The last is 1280 x 800 at 200 % zoom. */
export const SIZES = [
  { width: 960, height: 600 },
  { width: 1024, height: 640 },
  { width: 1280, height: 800 },
  { width: 2560, height: 1440 },
  { width: 640, height: 400 },
];

/** Controls that lie outside of the window or are cut by what holds them without scrolling, or that lie on each other; scrollbars that stand twice. */
const FAULTS = `(() => {
  const faults = [];
  const where = (element) =>
    (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40) + ' <' + element.tagName.toLowerCase() + '>';
  const shown = (element) => {
    const { width, height } = element.getBoundingClientRect();
    return width > 1 && height > 1 && element.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true });
  };
  if (document.documentElement.scrollWidth > innerWidth) faults.push('the page is wider than the window');
  const controls = [...document.querySelectorAll('button, input:not([type="radio"]), [role="tab"], [role="slider"]')].filter(shown);
  const within = (box, by) =>
    box.left >= by.left - 1.5 && box.right <= by.right + 1.5 && box.top >= by.top - 1.5 && box.bottom <= by.bottom + 1.5;
  for (const control of controls) {
    const box = control.getBoundingClientRect();
    let canScroll = false;
    // What stands on the edge of a panel to be dragged reaches over it on purpose.
    if (control.closest('[role="separator"]')) continue;
    for (let parent = control.parentElement; parent && !canScroll; parent = parent.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(parent);
      if (overflowX === 'visible' && overflowY === 'visible') continue;
      const scrollsX = /auto|scroll/.test(overflowX) && parent.scrollWidth > parent.clientWidth + 1;
      const scrollsY = /auto|scroll/.test(overflowY) && parent.scrollHeight > parent.clientHeight + 1;
      if (scrollsX || scrollsY) canScroll = true;
      else if (!within(box, parent.getBoundingClientRect())) { faults.push('cut off: ' + where(control)); break; }
    }
    if (!canScroll && !within(box, { left: 0, top: 0, right: innerWidth, bottom: innerHeight }))
      faults.push('outside: ' + where(control));
  }
  for (const bar of document.querySelectorAll('[role="toolbar"], footer, main section[aria-label], [role="tablist"]')) {
    const parts = [...bar.querySelectorAll('button, input:not([type="radio"]), [role="tab"]')].filter(shown);
    for (const [i, a] of parts.entries())
      for (const b of parts.slice(i + 1)) {
        if (a.contains(b) || b.contains(a)) continue;
        const [p, q] = [a.getBoundingClientRect(), b.getBoundingClientRect()];
        const across = Math.min(p.right, q.right) - Math.max(p.left, q.left);
        const down = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top);
        if (across > 2 && down > 2) faults.push('on each other: ' + where(a) + ' and ' + where(b));
      }
  }
  // Words of a control must not be cut without a sign of it.
  for (const label of document.querySelectorAll('button, [role="tab"], label, [class*="Button-label"], [class*="innerLabel"]'))
    if (shown(label) && getComputedStyle(label).overflowX === 'hidden' && getComputedStyle(label).textOverflow !== 'ellipsis' && label.scrollWidth > label.clientWidth + 2)
      faults.push('cut words: ' + where(label));
  for (const chosen of document.querySelectorAll('.mantine-Select-input'))
    if (shown(chosen) && getComputedStyle(chosen).textOverflow !== 'ellipsis' && chosen.scrollWidth > chosen.clientWidth + 1) faults.push('cut words: ' + chosen.value);
  for (const part of document.querySelectorAll('[data-testid="pane-scale"] > *'))
    if (shown(part) && part.getBoundingClientRect().right > part.parentElement.getBoundingClientRect().right + 1) faults.push('cut words: ' + where(part));
  for (const viewport of document.querySelectorAll('[class*="ScrollArea-viewport"]'))
    if (shown(viewport) && viewport.offsetWidth - viewport.clientWidth > 1) faults.push('two scrollbars: ' + viewport.className);
  return [...new Set(faults)];
})()`;

/** How long a window may take to stand still, on a machine that is busy with other things, too. */
const PATIENCE_MS = 20_000;

/** What is cut off on the page as it is now, once it has stood still; the empty list where nothing is. */
export async function cutOffNow(page: Page): Promise<string[]> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const faults = await page.evaluate<string[]>(FAULTS);
    if (faults.length === 0 || Date.now() > end) return faults;
    await page.waitForTimeout(50);
  }
}

/** Holds that nothing is cut off at these sizes; afterwards the window has the usual one again. */
export async function expectNothingCutOff(page: Page, screen: string, sizes = SIZES): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size);
    expect(await cutOffNow(page), `${screen} at ${size.width} x ${size.height}`).toEqual([]);
    await keepPicture(page, `${screen}-${size.width}`);
  }
  await page.setViewportSize(SIZES[2]);
}
