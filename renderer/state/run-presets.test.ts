import { expect, test } from 'vitest';
import type { PackListing } from '../../contract/pack.ts';
import { optionsToSend, shownOption } from './run-presets.ts';

const pack = (system: PackListing['system'], defaults: PackListing['defaults'] = {}) =>
  ({ id: 'p', system, defaults }) as PackListing;

test('balanced sends nothing but the seed; what a person set wins over a preset', () => {
  const marigold = pack('marigold', { steps: 4 });
  expect(optionsToSend(marigold, 'balanced', {}, 7)).toEqual({ seed: 7 });
  expect(optionsToSend(marigold, 'fast', { steps: 3 }, 0)).toEqual({ steps: 3, ensemble: 1, seed: 0 });
  expect(optionsToSend(marigold, 'best', {}, 0)).toEqual({ steps: 10, ensemble: 5, seed: 0 });
});

test('options that a system does not know are not sent', () => {
  expect(optionsToSend(pack('zoedepth'), 'best', { steps: 3 }, 7)).toEqual({ flip: true });
  expect(optionsToSend(pack('fastdepth'), 'best', {}, 7)).toEqual({});
});

test('a one-step pack stays at one step', () => {
  expect(optionsToSend(pack('marigold', { steps: 1 }), 'best', {}, 0)).toEqual({
    steps: 1,
    ensemble: 5,
    seed: 0,
  });
});

test('a field shows what will be used', () => {
  const marigold = pack('marigold', { steps: 4 });
  expect(shownOption(marigold, 'balanced', {}, 'steps')).toBe(4);
  expect(shownOption(marigold, 'fast', {}, 'steps')).toBe(1);
  expect(shownOption(marigold, 'fast', { steps: 9 }, 'steps')).toBe(9);
  expect(shownOption(marigold, 'fast', {}, 'resolution')).toBeUndefined();
});
