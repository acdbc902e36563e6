import { expect, test } from 'vitest';
import { bestCoarsePack, packsOfTheFour, packsToRunTogether } from './choose-packs.ts';
import type { PackListing } from './pack.ts';
import { SYSTEM_NAMES, SYSTEMS } from './systems.ts';

const pack = (
  id: string,
  system: PackListing['system'],
  origin: PackListing['origin'],
  problem: string | null = null,
) => ({ id, system, origin, problem });

test('one pack for each of the four systems: the authors’ weights, then imported, then starter ones, broken ones never', () => {
  const packs = [
    pack('z-broken', 'zoedepth', 'official', 'The graph is missing.'),
    pack('z', 'zoedepth', 'starter'),
    pack('m-starter', 'marigold', 'starter'),
    pack('m-imported', 'marigold', 'imported'),
    pack('m', 'marigold', 'official'),
    pack('m-second', 'marigold', 'official'),
    pack('g-starter', 'metricgold', 'starter'),
    pack('g-imported', 'metricgold', 'imported'),
    pack('f', 'fastdepth', 'official'),
    pack('unreadable', null, null, 'No JSON.'),
  ];
  expect(packsOfTheFour(packs).map(({ id }) => id)).toEqual(['m', 'g-imported', 'z']);
  expect(packsOfTheFour([])).toEqual([]);
});

test('FastDepth runs along while the four have starter weights only', () => {
  const starters = [pack('z', 'zoedepth', 'starter'), pack('m', 'marigold', 'starter')];
  const fast = pack('f', 'fastdepth', 'official');
  const together = (packs: typeof starters) => packsToRunTogether(packs).map(({ id }) => id);
  expect(together([fast, ...starters])).toEqual(['m', 'z', 'f']);
  expect(together([...starters, fast, pack('z-own', 'zoedepth', 'imported')])).toEqual(['m', 'z-own']);
  expect(together([...starters, pack('f', 'fastdepth', 'official', 'The graph is missing.')])).toEqual([
    'm',
    'z',
  ]);
  expect(together([fast])).toEqual([]);
});

test('the coarse map is that of the best system, published weights first, rooms-only FastDepth last', () => {
  const all = [
    pack('f', 'fastdepth', 'official'),
    pack('b', 'betterdepth', 'official'),
    pack('g-starter', 'metricgold', 'starter'),
    pack('z-starter', 'zoedepth', 'starter'),
    pack('g', 'metricgold', 'official'),
    pack('m', 'marigold', 'imported'),
    pack('z', 'zoedepth', 'official'),
    pack('d', 'disparity', 'imported'),
  ];
  const order: string[] = [];
  for (let left = all; ; ) {
    const best = bestCoarsePack(left);
    if (!best) break;
    order.push(best.id);
    left = left.filter((each) => each !== best);
  }
  expect(order).toEqual(['d', 'z', 'm', 'g', 'z-starter', 'g-starter', 'f']);
});

test('a system without a rank is never a prior, and each rank is taken once', () => {
  const ranks = SYSTEM_NAMES.map((system) => SYSTEMS[system].coarseRank).filter((rank) => rank !== null);
  expect(new Set(ranks).size).toBe(ranks.length);
  const refiners = SYSTEM_NAMES.filter((system) => SYSTEMS[system].takesPrior);
  expect(bestCoarsePack(refiners.map((system) => pack(system, system, 'official')))).toBeNull();
  expect(bestCoarsePack([pack('unreadable', null, null)])).toBeNull();
});
