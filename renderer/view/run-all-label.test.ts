import { expect, test } from 'vitest';
import type { PackListing } from '../../contract/pack.ts';
import { runAllLabel } from './run-all-label.ts';

const pack = (system: PackListing['system'], origin: PackListing['origin'], title = '') => ({
  ...{ system, origin, title },
  problem: null,
});
const SYSTEMS = ['marigold', 'metricgold', 'zoedepth', 'betterdepth'] as const;
const of = (origin: PackListing['origin']) => SYSTEMS.map((system) => pack(system, origin));

test('the button counts models and photos, and names what runs along', () => {
  expect([runAllLabel(of('official'), 1), runAllLabel(of('official').slice(1), 1)]).toEqual([
    'Run all four',
    'Run all 3',
  ]);
  expect(runAllLabel(of('official'), 2)).toBe('Run on 2 photos (8 runs)');
  const starters = [...of('starter'), pack('fastdepth', 'official', 'FastDepth')];
  expect([runAllLabel(starters, 1), runAllLabel(starters, 4)]).toEqual([
    'Run all four and FastDepth',
    'Run on 4 photos (20 runs)',
  ]);
});
