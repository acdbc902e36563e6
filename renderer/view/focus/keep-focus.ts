import { focusableIn, isReachable } from './focusable.ts';
import { beginningOf, isPassing, neighbourOf, type Place, placeOf, twinOf } from './place.ts';

/*
 * The focus is never nowhere. Whatever has it may go away by its own press: a removed row, a closed dialog, a button that switches itself
 * off. Nobody who removes something has to think of that: the page is watched, and what comes next takes the focus.
 */

/** So far back the focus can return. */
const MOST = 40;

/** Where the focus was, the last at the end; null where a person put it nowhere, by a click beside everything. */
let trail: (Place | null)[] = [];

/** Watches the focus from now on. Returns how to stop. */
export function keepFocus(): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  trail = [];
  let isPressed = false;
  let isTabbed = false;
  let isGiven = false;
  let isAsked = false;
  // What is switched off or hidden loses the focus with the next frame only.
  const checkSoon = () => {
    if (isAsked) return;
    isAsked = true;
    requestAnimationFrame(() =>
      setTimeout(() => {
        isAsked = false;
        if (!signal.aborted) check();
      }),
    );
  };
  const watch = new MutationObserver((records) => {
    if (records.some(({ type }) => type === 'childList')) {
      refresh();
      if (isGiven) takeLateFirst();
    }
    if (!isAtHome()) check();
    checkSoon();
  });
  watch.observe(document.body, { childList: true, subtree: true, attributes: true });
  document.addEventListener(
    'focusin',
    ({ target }) => {
      isGiven = !isTabbed && !isPressed;
      if (target instanceof HTMLElement) note(target);
    },
    { signal },
  );
  document.addEventListener(
    'keydown',
    ({ key }) => {
      isTabbed = key === 'Tab';
      isGiven = false;
    },
    { signal, capture: true },
  );
  document.addEventListener('mousedown', () => (isPressed = true), { signal, capture: true });
  document.addEventListener(
    'focusout',
    ({ target, relatedTarget }) => {
      const isLeft = isPressed && relatedTarget === null;
      if (isLeft && target instanceof HTMLElement && isReachable(target)) note(null);
    },
    { signal },
  );
  // The press itself moves the focus, and nothing later does: not what the click takes away, which may come before the timer.
  document.addEventListener('mousedown', () => setTimeout(() => (isPressed = false)), { signal });
  for (const type of ['mouseup', 'keydown'])
    document.addEventListener(type, () => (isPressed = false), { signal, capture: true });
  return () => {
    stop.abort();
    watch.disconnect();
  };
}

/** A dialog that was empty when it opened gave the focus to its way out; what asks for it and has come since then takes it. */
function takeLateFirst(): void {
  const { activeElement } = document;
  if (!activeElement?.matches('[data-way-out]')) return;
  const asking = activeElement.closest('[role="dialog"]')?.querySelector<HTMLElement>('[data-autofocus]');
  if (asking && isReachable(asking)) asking.focus();
}

function note(element: HTMLElement | null): void {
  const place = element && element !== document.body ? placeOf(element) : null;
  if (element && !place) return;
  const last = trail.at(-1);
  if (last && place && last.element === place.element) trail.pop();
  trail.push(place);
  trail = trail.slice(-MOST);
}

/** The way to the focus, as it is now: what stands beside it may have changed. */
function refresh(): void {
  const last = trail.at(-1);
  if (last?.element.isConnected) trail[trail.length - 1] = placeOf(last.element);
}

/** Whether the focus is where it may be. */
function isAtHome(): boolean {
  const { activeElement } = document;
  return activeElement !== null && activeElement !== document.body && isReachable(activeElement);
}

function check(): void {
  if (isAtHome() || !document.hasFocus()) return;
  const modal = foremostModal();
  if (trail.at(-1) === null && !modal) return;
  nextPlace(modal)?.focus();
}

/** What has the focus next: in the foremost dialog where there is one, else what is beside, else where it came from. */
function nextPlace(modal: Element | null): HTMLElement | null {
  const isAllowed = (element: HTMLElement | null): element is HTMLElement =>
    element !== null && isReachable(element);
  const last = trail.at(-1);
  const isInside = last?.way.some(({ node }) => node === modal);
  if (modal && !isInside) {
    const within = trail.findLast((place) => place?.way.some(({ node }) => node === modal));
    if (within && isAllowed(within.element)) return within.element;
    return (within && (twinOf(within) ?? neighbourOf(within))) ?? beginningOf(modal);
  }
  const wasPassing = last !== null && last !== undefined && isPassing(last);
  for (const place of trail.toReversed()) {
    if (place === null) break;
    // From what comes and goes it is back to where the person was, not to the next that goes.
    if (wasPassing && isPassing(place) && place !== last) continue;
    if (isAllowed(place.element)) return place.element;
    const twin = twinOf(place);
    if (isAllowed(twin)) return twin;
    const neighbour = neighbourOf(place);
    if (isAllowed(neighbour)) return neighbour;
  }
  return modal ? beginningOf(modal) : homeOfPage();
}

function foremostModal(): Element | null {
  const open = [...document.querySelectorAll('[role="dialog"][aria-modal="true"]')];
  return open.findLast((dialog) => dialog.closest('[inert]') === null) ?? null;
}

/** The picture, whose keys are those of the page; before there is one, what else can be done. */
function homeOfPage(): HTMLElement | null {
  const stage = document.querySelector<HTMLElement>('[data-testid="stage"]');
  if (stage && stage.tabIndex >= 0 && isReachable(stage)) return stage;
  const main = document.querySelector('main');
  return main && beginningOf(main);
}

/** The picture has the focus, once nothing lies before it any more. */
export function goToPicture(frames = 60): void {
  const stage = document.querySelector<HTMLElement>('[data-testid="stage"]');
  if (stage && isReachable(stage)) stage.focus();
  if (document.activeElement !== stage && frames > 0) requestAnimationFrame(() => goToPicture(frames - 1));
}

/** The messages, and back: they lie outside of every dialog. */
export function goToMessages(): void {
  const messages = [...document.querySelectorAll('[data-messages]')];
  const isThere = messages.some((each) => each.contains(document.activeElement));
  if (isThere) {
    const before = trail.findLast(
      (place) =>
        place && !place.way.some(({ node }) => messages.includes(node)) && isReachable(place.element),
    );
    (before?.element ?? homeOfPage())?.focus();
    return;
  }
  messages.flatMap(focusableIn)[0]?.focus();
}
