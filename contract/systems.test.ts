import { expect, test } from 'vitest';
import { factsOf, presetOptions, systemOfWeights } from './systems.ts';

test('weights are known by what their configuration files say, those that are built on others first', () => {
  const diffusers = (text: string) => systemOfWeights('diffusers', text);
  expect(diffusers('{"_class_name": "MarigoldDepthPipeline"}')).toBe('marigold');
  expect(diffusers('{"_class_name": "MetricGoldPipeline", "base": "prs-eth/marigold-v1-0"}')).toBe(
    'metricgold',
  );
  expect(diffusers('{"_class_name": "BetterDepthPipeline", "base": "marigold"}')).toBe('betterdepth');
  expect(diffusers('{"_class_name": "StableDiffusionPipeline"}')).toBeNull();
  const transformers = ['zoedepth', 'depth_anything', 'dpt', 'vit', ''];
  expect(transformers.map((type) => systemOfWeights('transformers', type))).toEqual([
    'zoedepth',
    'disparity',
    'disparity',
    null,
    null,
  ]);
});

test('presets are of the system and of what its pack was made for', () => {
  expect(presetOptions('marigold', { steps: 4 }, 'fast')).toEqual({ steps: 1, ensemble: 1 });
  expect(presetOptions('betterdepth', { steps: 20 }, 'best')).toEqual({ steps: 20, ensemble: 5 });
  expect(presetOptions('metricgold', { steps: 1 }, 'best')).toEqual({ steps: 1, ensemble: 5 });
  expect(presetOptions('zoedepth', {}, 'best')).toEqual({ flip: true });
  expect(presetOptions('marigold', { steps: 4 }, 'balanced')).toEqual({});
  expect([presetOptions('fastdepth', {}, 'best'), presetOptions(null, {}, 'fast')]).toEqual([{}, {}]);
});

test('a run that was made from others has no system', () => {
  expect([factsOf('consensus'), factsOf('toString'), factsOf(null)]).toEqual([null, null, null]);
  expect(factsOf('betterdepth')?.takesPrior).toBe(true);
});
