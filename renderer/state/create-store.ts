import { create, type StoreApi, type UseBoundStore } from 'zustand';

/** How each store goes back to its first state, in the order in which they were made. */
const resets: (() => void)[] = [];

/** A store of the page that `resetAllStores` puts back to its first state. */
export function createStore<State>(initial: () => State): UseBoundStore<StoreApi<State>> {
  const useStore = create<State>(initial);
  onReset(() => useStore.setState(useStore.getInitialState(), true));
  return useStore;
}

/** Names what else has to be done when the page's state is reset, such as emptying a cache. */
export function onReset(reset: () => void): void {
  resets.push(reset);
}

/** Puts every store of the page back to its first state, so that no test sees what another one left. */
export function resetAllStores(): void {
  for (const reset of resets) reset();
}
