import { expect, test } from 'vitest';
import type { PackListing } from '../../contract/pack.ts';
import { fourPacks } from './estimate.ts';

const pack = (
  id: string,
  system: PackListing['system'],
  origin: PackListing['origin'],
  problem: string | null = null,
) => ({ id, system, origin, problem }) as PackListing;

test('one pack for each of the four systems, published weights before starter weights, broken ones never', () => {
  const packs = [
    pack('z-broken', 'zoedepth', 'official', 'The graph is missing.'),
    pack('z', 'zoedepth', 'starter'),
    pack('m-starter', 'marigold', 'starter'),
    pack('m', 'marigold', 'official'),
    pack('f', 'fastdepth', 'official'),
  ];
  expect(fourPacks(packs).map(({ id }) => id)).toEqual(['m', 'z']);
});
