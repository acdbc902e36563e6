/** What a store has to do so that it can begin anew; every zustand store does. */
interface Resettable {
  getInitialState(): unknown;
  setState(state: never, replace: true): void;
}

/** For tests: puts stores back to what they are when the page opens. */
export function resetStores(...stores: readonly Resettable[]): void {
  for (const store of stores) store.setState(store.getInitialState() as never, true);
}
