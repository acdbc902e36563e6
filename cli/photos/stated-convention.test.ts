import { expect, test } from 'vitest';
import { PLAIN_CONVENTION, TRUTH_PRESET_NAMES, TRUTH_PRESETS } from '../../contract/compare/truth.ts';
import { statedConvention } from './stated-convention.ts';

test('what was said of the numbers wins over the preset; nothing said is nothing stated', () => {
  const [preset] = TRUTH_PRESET_NAMES;
  expect(statedConvention({ preset, scale: 0.5, isEuclidean: true }, 'the depth map')).toEqual({
    ...PLAIN_CONVENTION,
    ...TRUTH_PRESETS[preset],
    scale: 0.5,
    geometry: 'euclidean',
  });
  expect(statedConvention({ minimum: 0.1 }, 'the ground truth')).toEqual({ minimum: 0.1 });
  expect(statedConvention({ scale: undefined, isEuclidean: undefined }, 'the ground truth')).toBe(undefined);
});

test('a number that is none is refused, as what the file is called', () => {
  for (const name of ['scale', 'invalid', 'minimum', 'maximum'])
    expect(() => statedConvention({ [name]: Number('abc') }, 'the depth map')).toThrow(
      `Expected a number for the ${name} of the depth map.`,
    );
});
