import { expect, test } from 'vitest';
import { deviceChoices } from './device-choices.ts';
import { windowAdapters, withWindowAdapters } from './window-adapters.ts';

/** What a browser with two cards says, of which no machine of the tests has one. */
function browserOf(infos: Partial<Record<GPUPowerPreference, Partial<GPUAdapterInfo>>>) {
  return {
    requestAdapter: async ({ powerPreference }: GPURequestAdapterOptions = {}) => {
      const info = powerPreference && infos[powerPreference];
      if (!info) return null;
      return { info: { vendor: '', architecture: '', device: '', description: '', ...info } } as GPUAdapter;
    },
  };
}
const works = (name: string) => ({ name, isUsable: true, sentence: 'Works.' });

test("WebGPU's adapters are offered by the names that the window finds", async () => {
  const nvidia = { vendor: 'nvidia', architecture: 'ampere' };
  const intel = { vendor: 'intel', architecture: 'gen-12lp' };
  const adapters = await windowAdapters(browserOf({ 'high-performance': nvidia, 'low-power': intel }));
  const checks = withWindowAdapters([works('cpu'), works('webgpu')], adapters);
  expect(deviceChoices('auto', checks).slice(2)).toEqual([
    { value: 'webgpu', label: 'GPU (WebGPU): NVIDIA ampere', disabled: false },
    { value: 'webgpu:integrated', label: 'Intel gen-12lp' },
  ]);
  expect(await windowAdapters(browserOf({ 'high-performance': nvidia, 'low-power': nvidia }))).toEqual([
    { provider: 'webgpu', name: 'NVIDIA ampere' },
  ]);
});

test('nothing is said where there is no WebGPU, no card, or one that the system named', async () => {
  expect(await windowAdapters(undefined)).toEqual([]);
  expect(await windowAdapters(browserOf({}))).toEqual([]);
  const played = { vendor: 'google', isFallbackAdapter: true };
  expect(await windowAdapters(browserOf({ 'high-performance': played }))).toEqual([]);
  const refused = { ...works('webgpu'), isUsable: false };
  const named = [{ provider: 'webgpu', name: 'Apple M3' }];
  expect(withWindowAdapters([refused], named)).toEqual([refused]);
});
