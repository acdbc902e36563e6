import { expect, test } from 'vitest';
import { createShelf } from './resource-cache.ts';

const settled = () => new Promise((resolve) => setTimeout(resolve));

test('keeps what was wanted last and releases the rest', async () => {
  const released: string[] = [];
  const shelf = createShelf<string>(2, (thing) => released.push(thing));
  for (const key of ['a', 'b', 'a', 'c']) {
    shelf.want(key, async () => key.toUpperCase());
    await settled();
  }
  expect(shelf.useItems.getState()).toEqual({
    a: { state: 'ready', thing: 'A' },
    c: { state: 'ready', thing: 'C' },
  });
  expect(released).toEqual(['B']);
});

test('a failure stays until it is forgotten', async () => {
  const shelf = createShelf<string>(2, () => undefined);
  shelf.want('a', () => Promise.reject(new Error('No disk.')));
  await settled();
  expect(shelf.useItems.getState()).toEqual({ a: { state: 'failed', sentence: 'No disk.' } });
  shelf.forget('a');
  shelf.want('a', async () => 'A');
  await settled();
  expect(shelf.useItems.getState()).toEqual({ a: { state: 'ready', thing: 'A' } });
});
