import { expect, test } from 'vitest';
import type { PackListing } from '../../contract/pack.ts';
import { inOrder, kindText, shortTitle, systemName } from './pack-text.ts';

test('a title leaves out what the note beside it says', () => {
  expect(shortTitle('ZoeDepth (starter weights)')).toBe('ZoeDepth');
  expect(shortTitle('Starter weights of mine')).toBe('Starter weights of mine');
  expect(shortTitle('ZoeDepth (starter weights), mended')).toBe('ZoeDepth, mended');
});

test('packs stand in the order of the systems, unknown ones last, the same by title', () => {
  const pack = (title: string, system: PackListing['system']) => ({ title, system }) as PackListing;
  const packs = [
    pack('Unknown', null),
    pack('Zoe', 'zoedepth'),
    pack('Marigold 2', 'marigold'),
    pack('Marigold 1', 'marigold'),
  ];
  expect(inOrder(packs).map(({ title }) => title)).toEqual(['Marigold 1', 'Marigold 2', 'Zoe', 'Unknown']);
});

test('kinds and systems in words', () => {
  const kinds = (['metric', 'affine-depth', 'affine-disparity', null] as const).map(kindText);
  expect(kinds).toEqual(['metres', 'relative depth', 'relative disparity', 'refines another map']);
  expect([systemName('betterdepth'), systemName(null)]).toEqual(['BetterDepth', 'Unknown system']);
});
