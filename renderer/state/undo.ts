import type { StoreApi } from 'zustand';
import { useCompareLook } from './compare-look.ts';
import { useComparing } from './comparing.ts';
import { useLook } from './look.ts';
import { useRanges } from './ranges.ts';
import { useSelection } from './selection.ts';

/** What a person sees and can take back. The photo on the stage is not part of it: going to another photo is no change. */
const STORES = {
  compareLook: useCompareLook,
  comparing: useComparing,
  look: useLook,
  ranges: useRanges,
  selection: useSelection,
} as unknown as Record<
  string,
  Pick<StoreApi<Record<string, unknown>>, 'getState' | 'setState' | 'subscribe'>
>;
const LEFT_OUT = new Set(['photoId', 'marked']);
/** A drag is one change. */
const PAUSE = 300;
const MOST = 100;

type View = Record<string, Record<string, unknown>>;

const past: View[] = [];
let future: View[] = [];
let present: View | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Stores are never changed in place, so that keeping their state is keeping a copy. */
function viewNow(): View {
  return Object.fromEntries(
    Object.entries(STORES).map(([name, store]) => [
      name,
      Object.fromEntries(Object.entries(store.getState()).filter(([field]) => !LEFT_OUT.has(field))),
    ]),
  );
}

function settle(): void {
  clearTimeout(timer);
  const now = viewNow();
  if (present && JSON.stringify(now) !== JSON.stringify(present)) {
    past.push(present);
    if (past.length > MOST) past.shift();
    future = [];
  }
  present = now;
}

/** Keeps what the view was before each change. Returns how to stop that. */
export function followView(): () => void {
  present = viewNow();
  const leave = Object.values(STORES).map((store) =>
    store.subscribe(() => {
      clearTimeout(timer);
      timer = setTimeout(settle, PAUSE);
    }),
  );
  return () => {
    clearTimeout(timer);
    for (const stop of leave) stop();
  };
}

function restore(view: View): void {
  present = view;
  for (const [name, store] of Object.entries(STORES)) store.setState(view[name]);
}

/** Takes the last change of the view back; false where there is none. */
export function undo(): boolean {
  settle();
  const before = past.pop();
  if (!before || !present) return false;
  future.push(present);
  restore(before);
  return true;
}

export function redo(): boolean {
  settle();
  const after = future.pop();
  if (!after || !present) return false;
  past.push(present);
  restore(after);
  return true;
}
