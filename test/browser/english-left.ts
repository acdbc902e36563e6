import type { Page } from 'playwright-core';

/** Everything that is written on the page or said of its parts: texts, names, hints, values of lists. */
const WRITTEN = `(() => {
  const shown = (element) => element.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true });
  const found = new Set();
  const say = (words) => { const trimmed = (words ?? '').trim(); if (trimmed) found.add(trimmed.replace(/\\s+/g, ' ')); };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const inside = node.parentElement;
    if (!inside || inside.closest('script, style, noscript, [lang]:not(html)') || !shown(inside)) continue;
    say(node.data);
  }
  const NAMES = ['aria-label', 'aria-description', 'aria-roledescription', 'aria-valuetext', 'aria-placeholder', 'title', 'placeholder', 'alt'];
  for (const element of document.querySelectorAll(NAMES.map((name) => '[' + name + ']').join(',')))
    if (shown(element)) for (const name of NAMES) say(element.getAttribute(name));
  for (const list of document.querySelectorAll('input[aria-haspopup="listbox"]')) say(list.value);
  return [...found];
})()`;

/** Small words that stand in nearly every English sentence and in no German one, and the words that are on most buttons. */
const ENGLISH =
  /\b(the|of|with|and|is|are|not|this|that|for|from|to|by|it|its|be|has|have|or|photos?|runs?|models?|depth|pane|add|remove|close|open|save|show|hide|get|near|far|colours?|range|steps?|size|files?|folder|library|nothing|none|each|all|scale|settings|metres)\b/i;
/** A place for a value that nothing was put into, and what no text is. */
const BROKEN = /[{}]|\bundefined\b|\bNaN\b|\[object/;

/** What is English on a page that should be German; `names` are what stays as it is: of files, models, programs, commands. */
export async function englishLeft(page: Page, names: readonly RegExp[]): Promise<string[]> {
  const written = await page.evaluate<string[]>(WRITTEN);
  return written.filter((words) => {
    const bare = names.reduce((left, name) => left.replaceAll(name, ''), words);
    return ENGLISH.test(bare) || BROKEN.test(words);
  });
}
