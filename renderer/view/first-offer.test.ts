import { expect, test } from 'vitest';
import type { CatalogueEntry, Download } from '../../contract/library.ts';
import { comingLabel, downloadOf, firstOffer, firstOfferLabel, isPackOf } from './first-offer.ts';

const small = {
  id: 'small',
  isFirst: true,
  get: { status: 'hub' },
  size: { bytes: 99_000_000, isExact: false, of: 'the network' },
} as CatalogueEntry;
const large = { id: 'large', get: { status: 'hub' }, size: null } as CatalogueEntry;

test('the first offer is made as long as there is nothing better than what came with Depthroom', () => {
  const shipped = { isShipped: true, origin: 'starter', system: 'zoedepth', problem: null } as const;
  const anyGraph = { isShipped: false, origin: 'imported', system: 'disparity', problem: null } as const;
  const published = { ...anyGraph, origin: 'official' } as const;
  expect(firstOffer([shipped], [large, small])).toBe(small);
  expect(firstOffer([shipped, anyGraph], [large, small])).toBe(small);
  expect(firstOffer([shipped, published], [large, small])).toBeNull();
  expect(firstOffer([{ ...published, problem: 'It is broken.' }], [small])).toBe(small);
  expect(firstOffer([{ ...anyGraph, system: 'marigold' }], [small])).toBeNull();
  expect(firstOffer([], [large])).toBeNull();
  expect(firstOffer([], [{ ...small, get: { status: 'none', why: 'It is gone.' } }])).toBeNull();
});

test('its button says how much comes', () => {
  expect(firstOfferLabel(small)).toBe('Get better depth: 99\u00a0MB');
  expect(firstOfferLabel(large)).toBe('Get better depth');
});

test('half precision is of the same weights, a longer name is not', () => {
  expect(['small', 'small-fp16', 'small-2', 'tiny'].filter((id) => isPackOf(small, id))).toEqual([
    'small',
    'small-fp16',
  ]);
  const download = { packId: 'small-fp16' } as Download;
  expect(downloadOf(small, [download])).toBe(download);
  expect(downloadOf(large, [download])).toBeNull();
});

test('a download says how far it is and whether it goes on', () => {
  const download = { state: 'running', bytes: 1000, total: 4000 } as const;
  expect(comingLabel(download, 0.5)).toBe('2.0\u00a0kB of 4.0\u00a0kB, on its way');
  expect(comingLabel(download, undefined)).toBe('1.0\u00a0kB of 4.0\u00a0kB, on its way');
  expect(comingLabel({ ...download, state: 'failed' }, 0.5)).toBe('1.0\u00a0kB of 4.0\u00a0kB, stopped');
});
