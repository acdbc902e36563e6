import { create, type StoreApi, type UseBoundStore } from 'zustand';
import { DepthroomError, toFailure } from '../../contract/errors.ts';

export type Item<T> =
  | { state: 'loading' }
  | { state: 'ready'; thing: T }
  | { state: 'failed'; sentence: string };

export interface Shelf<T> {
  /** The items by key; changes whenever one of them does. */
  useItems: UseBoundStore<StoreApi<Readonly<Record<string, Item<T>>>>>;
  /** Loads a thing unless it is there, and keeps it longest. */
  want(key: string, load: (signal: AbortSignal) => Promise<T>): void;
  /** Forgets a failure, so that the thing is asked for again. */
  forget(key: string): void;
}

/** Keeps the things that were wanted last, up to `capacity`, and lets `release` clean up after the others. */
export function createShelf<T>(capacity: number, release: (thing: T) => void): Shelf<T> {
  const useItems = create<Readonly<Record<string, Item<T>>>>(() => ({}));
  const order: string[] = [];
  const stops = new Map<string, AbortController>();

  const put = (key: string, item: Item<T>) => useItems.setState({ [key]: item });
  const forget = (key: string) => {
    stops.get(key)?.abort();
    stops.delete(key);
    order.splice(order.indexOf(key), order.includes(key) ? 1 : 0);
    const { [key]: gone, ...others } = useItems.getState();
    if (gone?.state === 'ready') release(gone.thing);
    useItems.setState(others, true);
  };

  const want = (key: string, load: (signal: AbortSignal) => Promise<T>) => {
    if (order.at(-1) === key) return;
    const isThere = order.includes(key);
    if (isThere) order.splice(order.indexOf(key), 1);
    order.push(key);
    if (isThere) return;
    const stop = new AbortController();
    stops.set(key, stop);
    put(key, { state: 'loading' });
    load(stop.signal).then(
      (thing) => (stop.signal.aborted ? release(thing) : put(key, { state: 'ready', thing })),
      (thrown: unknown) => {
        const wasStopped =
          stop.signal.aborted || (thrown instanceof DepthroomError && thrown.code === 'cancelled');
        if (!wasStopped) put(key, { state: 'failed', sentence: toFailure(thrown).message });
      },
    );
    while (order.length > capacity) forget(order[0]);
  };

  return { useItems, want, forget };
}
