import { createStore } from './create-store.ts';

/** Keys that are held to fly through the 3D view, by `KeyboardEvent.code`. */
export const useHeldKeys = createStore<{ codes: readonly string[] }>(() => ({ codes: [] }));

/** Tells the listeners also where the key was held already: a keyboard repeats it, and what had stopped goes on. */
export function holdKey(code: string): void {
  useHeldKeys.setState(({ codes }) => ({ codes: [...new Set([...codes, code])] }));
}

export function releaseKey(code: string): void {
  useHeldKeys.setState((state) =>
    state.codes.includes(code) ? { codes: state.codes.filter((held) => held !== code) } : state,
  );
}

export function releaseAllKeys(): void {
  useHeldKeys.setState({ codes: [] });
}
