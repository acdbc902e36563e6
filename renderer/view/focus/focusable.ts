/** What the Tab key reaches, as far as a selector tells. */
const FOCUSABLE = [
  ...['a[href]', 'button', 'input:not([type="hidden"])', 'select', 'textarea', 'summary'],
  ...['[tabindex]:not([tabindex="-1"])', '[contenteditable="true"]'],
].join(',');

/** Whether an element is there, shown, and neither switched off nor out of reach behind a dialog. */
export function isReachable(element: Element): boolean {
  return (
    element.isConnected &&
    !element.matches(':disabled') &&
    element.closest('[inert]') === null &&
    element.checkVisibility({ visibilityProperty: true })
  );
}

/** What the Tab key reaches in an element, itself included, in the order of the page. */
export function focusableIn(root: Element): HTMLElement[] {
  return candidatesIn(root).filter((element) => isReachable(element) && isTabStop(element));
}

/** The same by its kind alone, also where the element has left the page. */
export function candidatesIn(root: Element): HTMLElement[] {
  const inside = [...root.querySelectorAll<HTMLElement>(FOCUSABLE)];
  return root instanceof HTMLElement && root.matches(FOCUSABLE) ? [root, ...inside] : inside;
}

function isTabStop(element: HTMLElement): boolean {
  if (element.tabIndex < 0) return false;
  return !(element instanceof HTMLInputElement && element.type === 'radio') || element.checked;
}
