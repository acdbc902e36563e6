/** Whether the keys are named as on a Mac. */
export function isMac(platform = globalThis.navigator?.platform ?? ''): boolean {
  return /^(Mac|iP)/.test(platform);
}

/** Keys as they are printed on this keyboard: `Ctrl Z` is `⌘ Z` on a Mac. */
export function keyNames(keys: string, platform?: string): string {
  return isMac(platform) ? keys.replace(/\bCtrl\b/g, '⌘').replace(/\bDelete\b/g, '⌫') : keys;
}
