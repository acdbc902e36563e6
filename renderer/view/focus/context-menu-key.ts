/**
 * A list that has the focus as a whole names its active item; the key for context menus (or Shift+F10) means that item. Returns how to stop.
 */
export function followContextMenuKey(): () => void {
  const follow = (event: MouseEvent) => {
    if (!(event.target instanceof HTMLElement)) return;
    const item = document.getElementById(event.target.getAttribute('aria-activedescendant') ?? '');
    if (!item) return;
    event.preventDefault();
    event.stopPropagation();
    const { left, top, width, height } = item.getBoundingClientRect();
    const place = { clientX: left + width / 2, clientY: top + height / 2 };
    item.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true, ...place }));
  };
  window.addEventListener('contextmenu', follow, { capture: true });
  return () => window.removeEventListener('contextmenu', follow, { capture: true });
}
