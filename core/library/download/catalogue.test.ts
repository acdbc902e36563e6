import { expect, test } from 'vitest';
import { bytesInWords } from '../../disk/bytes-in-words.ts';
import { CATALOGUE, entryOfHub } from './catalogue.ts';

test('the entries have ids of their own, those on the hub are named after it, and one is offered first', () => {
  expect(new Set(CATALOGUE.map(({ id }) => id)).size).toBe(CATALOGUE.length);
  for (const { id, source, get, size } of CATALOGUE) {
    if (get.status !== 'hub') continue;
    expect(id).toBe(source.hub?.split('/')[1].toLowerCase());
    expect(size).not.toBeNull();
  }
  const first = CATALOGUE.filter(({ isFirst }) => isFirst);
  expect(first).toMatchObject([{ id: 'depth-anything-v2-small-hf', commercialUse: { allowed: 'yes' } }]);
});

test('all published relatives of the four systems are known, and where there are no weights it says so', () => {
  const statuses = Object.fromEntries(CATALOGUE.map(({ id, get }) => [id, get.status]));
  expect(statuses).toEqual({
    'marigold-depth-v1-1': 'hub',
    'marigold-depth-v1-0': 'hub',
    'marigold-depth-lcm-v1-0': 'hub',
    'marigold-e2e-ft-depth': 'hub',
    'marigold-depth-hr-v1-1': 'none',
    metricgold: 'none',
    betterdepth: 'none',
    'zoedepth-nyu': 'hub',
    'zoedepth-kitti': 'hub',
    'zoedepth-nyu-kitti': 'hub',
    'depth-anything-v2-small-hf': 'hub',
    'dpt-large': 'hub',
    'dpt-hybrid-midas': 'hub',
  });
  expect(entryOfHub('intel/ZoeDepth-NYU')?.title).toBe('ZoeDepth N (indoor)');
  expect(entryOfHub('somebody/else')).toBeNull();
});

test('sizes read as people write them', () => {
  expect([0, 999, 1000, 99_949, 99_950, 3_798_415_868, 13.8e12].map(bytesInWords)).toEqual([
    '0 bytes',
    '999 bytes',
    '1.0 kB',
    '99.9 kB',
    '100 kB',
    '3.8 GB',
    '13.8 TB',
  ]);
});
