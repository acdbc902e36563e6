import type { StoreApi } from 'zustand';
import { shallow } from 'zustand/shallow';

type Source = Pick<StoreApi<unknown>, 'subscribe'>;

/** A store that is computed from others; zustand's `useStore` takes it with a selector like any other. */
export type DerivedStore<State> = Pick<StoreApi<State>, 'getState' | 'getInitialState' | 'subscribe'>;

/**
 * Computes a state from what `read` takes out of the sources, when it is asked for and only where one of these inputs is another
 * object or value than before. Its listeners are told when the computed state is another one. Whatever `read` reads has to be in
 * one of the sources, else nobody is told of its changes.
 */
export function derivedStore<Inputs extends object, State>(
  sources: readonly Source[],
  read: () => Inputs,
  compute: (inputs: NoInfer<Inputs>) => State,
): DerivedStore<State> {
  let known: { inputs: Inputs; state: State } | null = null;

  const getState = (): State => {
    const inputs = read();
    if (!known || !shallow(known.inputs, inputs)) known = { inputs, state: compute(inputs) };
    return known.state;
  };

  const subscribe: StoreApi<State>['subscribe'] = (listener) => {
    let told = getState();
    const check = () => {
      const now = getState();
      const before = told;
      if (Object.is(now, before)) return;
      told = now;
      listener(now, before);
    };
    const leave = sources.map((source) => source.subscribe(check));
    return () => {
      for (const stop of leave) stop();
    };
  };

  return { getState, getInitialState: getState, subscribe };
}
