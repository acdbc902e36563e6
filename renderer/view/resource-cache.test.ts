import { expect, test } from 'vitest';
import { DepthroomError } from '../../contract/errors.ts';
import { createResourceCache } from './resource-cache.ts';

const settled = () => new Promise((resolve) => setTimeout(resolve));

test('keeps what was wanted last and releases the rest', async () => {
  const released: string[] = [];
  const cache = createResourceCache<string>(2, (value) => released.push(value));
  for (const key of ['a', 'b', 'a', 'c']) {
    cache.request(key, async () => key.toUpperCase());
    await settled();
  }
  expect(cache.useEntries.getState()).toEqual({
    a: { state: 'ready', value: 'A' },
    c: { state: 'ready', value: 'C' },
  });
  expect(released).toEqual(['B']);
});

test('a failure stays until it is dropped', async () => {
  const cache = createResourceCache<string>(2, () => undefined);
  cache.request('a', () => Promise.reject(new DepthroomError('no-space', 'No disk.')));
  await settled();
  expect(cache.useEntries.getState()).toEqual({ a: { state: 'failed', message: 'No disk.' } });
  cache.drop('a');
  cache.request('a', async () => 'A');
  await settled();
  expect(cache.useEntries.getState()).toEqual({ a: { state: 'ready', value: 'A' } });
});

test('what is dropped while it is loaded is released when it arrives, and never shown', async () => {
  const released: string[] = [];
  const cache = createResourceCache<string>(2, (value) => released.push(value));
  const aborted: boolean[] = [];
  let arrive: (value: string) => void = () => undefined;
  cache.request('a', (signal) => {
    signal.addEventListener('abort', () => aborted.push(true));
    return new Promise((resolve) => {
      arrive = resolve;
    });
  });
  cache.clear();
  arrive('A');
  await settled();
  expect([aborted, released, cache.useEntries.getState()]).toEqual([[true], ['A'], {}]);
});

test('an evicted resource is loaded again when it is requested again', async () => {
  const cache = createResourceCache<string>(1, () => undefined);
  const loads: string[] = [];
  for (const key of ['a', 'b', 'a', 'a']) {
    cache.request(key, async () => {
      loads.push(key);
      return key;
    });
    await settled();
  }
  expect([loads, Object.keys(cache.useEntries.getState())]).toEqual([['a', 'b', 'a'], ['a']]);
});
