import type { StoreApi, UseBoundStore } from 'zustand';
import { create } from 'zustand';
import { DepthroomError } from '../../contract/errors.ts';
import { shownFailure } from '../server/shown-failure.ts';

export type CacheEntry<T> =
  | { state: 'loading' }
  | { state: 'ready'; value: T }
  | { state: 'failed'; message: string };

/** The entries of a cache by their key. */
export type Entries<T> = Readonly<Record<string, CacheEntry<T>>>;

export interface ResourceCache<T> {
  /** Changes whenever one of the entries does. */
  useEntries: UseBoundStore<StoreApi<Entries<T>>>;
  /** Loads a resource unless it is there, and makes it the one that was used last. */
  request(key: string, load: (signal: AbortSignal) => Promise<T>): void;
  /** Drops an entry: a failure, so that it is loaded again when it is next requested. */
  drop(key: string): void;
  /** Drops every entry. */
  clear(): void;
}

/** A cache of loaded resources: keeps the `capacity` that were used last and lets `release` clean up after those it evicts. */
export function createResourceCache<T>(capacity: number, release: (value: T) => void): ResourceCache<T> {
  const useEntries = create<Entries<T>>(() => ({}));
  /** The one that was used last is the last. */
  const order: string[] = [];
  const loads = new Map<string, AbortController>();

  const put = (key: string, entry: CacheEntry<T>) => useEntries.setState({ [key]: entry });
  const drop = (key: string) => {
    loads.get(key)?.abort();
    loads.delete(key);
    order.splice(order.indexOf(key), order.includes(key) ? 1 : 0);
    const { [key]: gone, ...others } = useEntries.getState();
    if (gone?.state === 'ready') release(gone.value);
    useEntries.setState(others, true);
  };

  const request = (key: string, load: (signal: AbortSignal) => Promise<T>) => {
    if (order.at(-1) === key) return;
    const isThere = order.includes(key);
    if (isThere) order.splice(order.indexOf(key), 1);
    order.push(key);
    if (isThere) return;
    const stop = new AbortController();
    loads.set(key, stop);
    put(key, { state: 'loading' });
    load(stop.signal).then(
      (value) => (stop.signal.aborted ? release(value) : put(key, { state: 'ready', value })),
      (thrown: unknown) => {
        const wasStopped =
          stop.signal.aborted || (thrown instanceof DepthroomError && thrown.code === 'cancelled');
        if (!wasStopped) put(key, { state: 'failed', message: shownFailure(thrown).message });
      },
    );
    while (order.length > capacity) drop(order[0]);
  };

  const clear = () => {
    for (const key of [...order]) drop(key);
  };

  return { useEntries, request, drop, clear };
}
