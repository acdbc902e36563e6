import { expect, test } from 'vitest';
import { deviceChoices, deviceSentence, rawSentences } from './device-choices.ts';

const checks = [
  { name: 'cpu', isUsable: true, sentence: 'Works.' },
  { name: 'cuda', isUsable: false, sentence: 'No driver.' },
];

test('before the test only what is chosen stands beside what always works', () => {
  const values = (provider: string) => deviceChoices(provider, null).map(({ value }) => value);
  expect([values('auto'), values('cuda')]).toEqual([
    ['auto', 'cpu'],
    ['auto', 'cpu', 'cuda'],
  ]);
});

test('a device that does not work is shown, cannot be chosen, and says why', () => {
  expect(deviceChoices('auto', checks)).toEqual([
    { value: 'auto', label: 'First that works' },
    { value: 'cpu', label: 'CPU' },
    { value: 'cuda', label: 'NVIDIA GPU (CUDA)', disabled: true },
  ]);
  expect(deviceSentence('cuda', checks)).toBe('No driver.');
  expect([
    deviceSentence('auto', null),
    deviceSentence('auto', checks),
    deviceSentence('dml', checks),
  ]).toEqual(['Trying what this machine has', 'Falls back to the CPU, and says so.', '']);
});

test('why a device cannot be used is said plainly, with what onnxruntime said behind it', () => {
  const sentence = '"webgpu" could not be used: Failed to get an adapter.';
  const found = [...checks, { name: 'webgpu', isUsable: false, sentence }];
  expect(deviceSentence('webgpu', found)).toBe('No graphics card that WebGPU can use was found.');
  expect(rawSentences(found)).toEqual([sentence]);
  expect(rawSentences(null)).toEqual([]);
});

test('the cards of a machine that has several are chosen by their names', () => {
  const adapters = [
    { provider: 'cuda:0', name: 'NVIDIA H100' },
    { provider: 'cuda:1', name: 'NVIDIA T400' },
  ];
  const choices = deviceChoices('auto', [{ name: 'cuda', isUsable: true, sentence: 'Works.', adapters }]);
  expect(choices.slice(2)).toEqual([
    { value: 'cuda', label: 'NVIDIA GPU (CUDA)', disabled: false },
    { value: 'cuda:0', label: 'NVIDIA H100' },
    { value: 'cuda:1', label: 'NVIDIA T400' },
  ]);
});
