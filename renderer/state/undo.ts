import type { StoreApi } from 'zustand';
import { useCompareLook } from './compare-look.ts';
import { useComparing } from './comparing.ts';
import { createStore } from './create-store.ts';
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

interface History {
  /** Oldest first. */
  past: readonly View[];
  present: View | null;
  /** What was taken back; the next to be done again is the last. */
  future: readonly View[];
}

const useHistory = createStore<History>(() => ({ past: [], present: null, future: [] }));

/** Stores are never changed in place, so that keeping their state is keeping a copy. */
function viewNow(): View {
  return Object.fromEntries(
    Object.entries(STORES).map(([name, store]) => [
      name,
      Object.fromEntries(Object.entries(store.getState()).filter(([field]) => !LEFT_OUT.has(field))),
    ]),
  );
}

/** Makes a step of what has changed since the last one. */
function settle(): void {
  const { past, present } = useHistory.getState();
  const now = viewNow();
  if (present && JSON.stringify(now) !== JSON.stringify(present))
    useHistory.setState({ past: [...past, present].slice(-MOST), future: [] });
  useHistory.setState({ present: now });
}

/** Keeps what the view was before each change. Returns how to stop that. */
export function followView(): () => void {
  useHistory.setState({ present: viewNow() });
  let timer: ReturnType<typeof setTimeout> | undefined;
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
  for (const [name, store] of Object.entries(STORES)) store.setState(view[name]);
}

/** Takes the last change of the view back; false where there is none. */
export function undo(): boolean {
  settle();
  const { past, present, future } = useHistory.getState();
  const before = past.at(-1);
  if (!before || !present) return false;
  useHistory.setState({ past: past.slice(0, -1), present: before, future: [...future, present] });
  restore(before);
  return true;
}

/** Does again what was taken back last; false where there is nothing. */
export function redo(): boolean {
  settle();
  const { past, present, future } = useHistory.getState();
  const after = future.at(-1);
  if (!after || !present) return false;
  useHistory.setState({ past: [...past, present], present: after, future: future.slice(0, -1) });
  restore(after);
  return true;
}
