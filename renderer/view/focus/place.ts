import { candidatesIn, focusableIn, isReachable } from './focusable.ts';

/** Where the focus is, with the way down to it from the top of the page: when it goes, its neighbours are still known. */
export interface Place {
  element: HTMLElement;
  /** The element, what it stands in, and so on up; each with its position among the children of the next. */
  way: readonly { node: Element; index: number }[];
}

/** Beyond these nobody looks for a neighbour: what lies outside is another part of the page. */
const EDGE = '[role="dialog"],[role="menu"],aside,main,footer,[data-focus-edge],[data-portal],body';
/** Beyond these there is no part of the page at all. */
const OUTSIDE = 'body, #root, [data-portal]';
/** What comes and goes by itself: the focus does not go on to its neighbour, but back to where it came from. */
const PASSING = '[data-focus-edge="passing"], [role="menu"]';

export function placeOf(element: HTMLElement): Place {
  const way: Place['way'][number][] = [];
  for (let node: Element | null = element; node; node = node.parentElement)
    way.push({ node, index: node.parentElement ? [...node.parentElement.children].indexOf(node) : 0 });
  return { element, way };
}

/** What stands for an element that has gone and named itself by `data-focus-key`: the same made anew, or what took its place. */
export function twinOf({ element }: Place): HTMLElement | null {
  const key = element.dataset.focusKey;
  if (key === undefined || element.isConnected) return null;
  return document.querySelector<HTMLElement>(`[data-focus-key="${CSS.escape(key)}"]`);
}

/** Whether a place is in something that comes and goes by itself. */
export function isPassing({ way }: Place): boolean {
  return way.some(({ node }) => node.matches(PASSING));
}

/**
 * What takes the focus of an element that has gone: what comes after it in the same list or part of the page, else what a dialog asks for, else
 * what comes before it, else the part of the page itself. Null where all of that has gone too.
 */
export function neighbourOf(place: Place): HTMLElement | null {
  if (isPassing(place)) return null;
  const at = place.way.findIndex(({ node }) => node.isConnected);
  if (at < 0) return null;
  const gone = at === 0 ? null : place.way[at - 1];
  let base: Element | null = at === 0 ? place.way[0].node.parentElement : place.way[at].node;
  let from = (at === 0 ? place.way[0] : place.way[at - 1]).index;
  // One of several of a kind: the same of its neighbour.
  const ordinal = gone ? candidatesIn(gone.node).indexOf(place.element) : -1;
  for (let isFirst = true; base && !base.matches(OUTSIDE); isFirst = false) {
    const found = besides(base, from, isFirst && gone ? { like: gone.node, ordinal } : null);
    if (found) return found;
    if (base.matches(EDGE)) return beginningOf(base);
    from = [...(base.parentElement?.children ?? [])].indexOf(base);
    base = base.parentElement;
  }
  return null;
}

/** What can be focused among the children of an element: first from a position on, then before it. */
function besides(
  base: Element,
  from: number,
  kind: { like: Element; ordinal: number } | null,
): HTMLElement | null {
  const children = [...base.children];
  const asking = base.closest('[role="dialog"]')?.querySelector('[data-autofocus]');
  const order = [
    ...children.slice(from).map((child) => ({ child, isAfter: true })),
    ...(asking ? [{ child: asking, isAfter: true }] : []),
    ...children
      .slice(0, from)
      .toReversed()
      .map((child) => ({ child, isAfter: false })),
  ];
  for (const { child, isAfter } of order) {
    if (child.matches(PASSING)) continue;
    const found = focusableIn(child);
    const isAlike = kind !== null && kind.ordinal >= 0 && child.tagName === kind.like.tagName;
    const chosen = isAlike ? found[Math.min(kind.ordinal, found.length - 1)] : found.at(isAfter ? 0 : -1);
    if (chosen) return chosen;
  }
  return null;
}

/** What a dialog or another part of the page begins with: what asks for the focus, else the first that takes it, else itself. */
export function beginningOf(edge: Element): HTMLElement | null {
  if (!(edge instanceof HTMLElement) || edge.matches('body, [data-portal]')) return null;
  const asking = edge.querySelector<HTMLElement>('[data-autofocus]');
  if (asking && isReachable(asking)) return asking;
  const [first] = focusableIn(edge);
  if (first) return first;
  return edge.hasAttribute('tabindex') && isReachable(edge) ? edge : null;
}
