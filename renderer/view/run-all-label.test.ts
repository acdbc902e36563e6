import { expect, test } from 'vitest';
import type { PackListing } from '../../contract/pack.ts';
import { packsToRun, runAllLabel } from './run-all-label.ts';

const pack = (system: PackListing['system'], origin: PackListing['origin'], title = '') => ({
  ...{ id: system as string, system, origin, title },
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

test('what is ticked is run, and nothing else', () => {
  const all = [...of('starter'), pack('fastdepth', 'official', 'FastDepth')];
  expect(packsToRun(all, ['fastdepth', 'gone']).map(({ id }) => id)).toEqual(['fastdepth']);
  expect(runAllLabel(all, 1, ['fastdepth'])).toBe('Run FastDepth');
  expect(runAllLabel(all, 1, ['fastdepth', 'zoedepth'])).toBe('Run 2 models');
  expect(runAllLabel(all, 1_200, ['fastdepth', 'zoedepth'])).toBe('Run on 1,200 photos (2,400 runs)');
  expect(runAllLabel(all, 2, [])).toBe('Tick a model to run');
});
