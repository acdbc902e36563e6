import { expect, test } from 'vitest';
import { bytesInWords } from '../../disk/bytes-in-words.ts';
import { CATALOGUE, entryOfHub } from './catalogue.ts';

test('the entries have ids of their own, and those that can be converted say the whole command', () => {
  expect(new Set(CATALOGUE.map(({ id }) => id)).size).toBe(CATALOGUE.length);
  for (const { id, system, source, get, size } of CATALOGUE) {
    if (get.status !== 'convert') continue;
    // The exporter names a pack after the last part of its name on the hub.
    expect(id).toBe(source.hub?.split('/')[1].toLowerCase());
    expect(get.command).toBe(`python models/${system}/export.py ${source.hub} -o ${id}`);
    expect(size).not.toBeNull();
  }
});

test('all published relatives of the four systems are known, and where there are no weights it says so', () => {
  const statuses = Object.fromEntries(CATALOGUE.map(({ id, get }) => [id, get.status]));
  expect(statuses).toEqual({
    'marigold-depth-v1-1': 'convert',
    'marigold-depth-v1-0': 'convert',
    'marigold-depth-lcm-v1-0': 'convert',
    'marigold-e2e-ft-depth': 'convert',
    'marigold-depth-hr-v1-1': 'none',
    metricgold: 'none',
    betterdepth: 'none',
    'zoedepth-nyu': 'convert',
    'zoedepth-kitti': 'convert',
    'zoedepth-nyu-kitti': 'convert',
    'depth-anything-v2-small-hf': 'convert',
    midas: 'none',
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
