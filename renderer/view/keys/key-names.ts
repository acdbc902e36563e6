import { text } from '../../language/text.ts';

/** Whether the keys are named as on a Mac. */
function isMac(platform = globalThis.navigator?.platform ?? ''): boolean {
  return /^(Mac|iP)/.test(platform);
}

/** Keys as they are printed on this keyboard: `Ctrl Z` is `⌘ Z` on a Mac, `Strg Z` on a German one. */
export function keyNames(keys: string, platform?: string): string {
  const printed: Record<string, string> = isMac(platform)
    ? { Ctrl: '⌘', Delete: '⌫' }
    : { Ctrl: text('view.keyControl'), Delete: text('view.keyDelete'), Enter: text('view.keyEnter') };
  return keys.replace(/\b(Ctrl|Delete|Enter)\b/g, (key) => printed[key] ?? key);
}
