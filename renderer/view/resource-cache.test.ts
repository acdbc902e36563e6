import { expect, test } from 'vitest';
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
  cache.request('a', () => Promise.reject(new Error('No disk.')));
  await settled();
  expect(cache.useEntries.getState()).toEqual({ a: { state: 'failed', message: 'No disk.' } });
  cache.drop('a');
  cache.request('a', async () => 'A');
  await settled();
  expect(cache.useEntries.getState()).toEqual({ a: { state: 'ready', value: 'A' } });
});
