import type { StoreApi } from 'zustand';
import { useCompareLook } from './compare-look.ts';
import { useComparing } from './comparing.ts';
import { useLook } from './look.ts';
import { useRanges } from './ranges.ts';
import { useRecipe } from './recipe.ts';
import { useSelection } from './selection.ts';

/** What is worth keeping when the page is loaded again; the project itself is kept by the core. */
const STORES = {
  compareLook: useCompareLook,
  comparing: useComparing,
  look: useLook,
  ranges: useRanges,
  recipe: useRecipe,
  selection: useSelection,
} as unknown as Record<
  string,
  Pick<StoreApi<Record<string, unknown>>, 'getState' | 'setState' | 'subscribe'>
>;
const KEY = 'depthroom.view.1';
const PAUSE = 300;

/** Takes up the view where this tab left it, and keeps it from now on. Returns how to stop that. */
export function rememberView(): () => void {
  try {
    takeUp(JSON.parse(sessionStorage.getItem(KEY) ?? '{}') as Record<string, Record<string, unknown>>);
  } catch {
    sessionStorage.removeItem(KEY);
  }
  let timer: ReturnType<typeof setTimeout> | undefined;
  const save = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const kept = Object.entries(STORES).map(([name, store]) => [name, store.getState()]);
      sessionStorage.setItem(KEY, JSON.stringify(Object.fromEntries(kept)));
    }, PAUSE);
  };
  const leave = Object.values(STORES).map((store) => store.subscribe(save));
  return () => {
    clearTimeout(timer);
    for (const stop of leave) stop();
  };
}

/** Only fields that exist, and only values of their type. */
function takeUp(kept: Record<string, Record<string, unknown>>): void {
  for (const [name, store] of Object.entries(STORES)) {
    const now = store.getState();
    const fits = Object.entries(kept[name] ?? {}).filter(
      ([field, value]) => field in now && (typeof value === typeof now[field] || field === 'photoId'),
    );
    store.setState(Object.fromEntries(fits));
  }
}
