import { expect, test } from 'vitest';
import { plainProviderText, providerName } from './provider-text.ts';

test('what onnxruntime says becomes a sentence, and stays behind it', () => {
  const raw =
    '"webgpu" could not be used: [E:onnxruntime:, webgpu_context.cc:53] Failed to get a WebGPU adapter.';
  expect(plainProviderText(raw)).toEqual({
    sentence: 'No graphics card that WebGPU can use was found.',
    raw,
  });
  expect(plainProviderText(`${raw} The CPU did the work.`)).toEqual({
    sentence: 'No graphics card that WebGPU can use was found. The CPU did the work.',
    raw,
  });
  expect(plainProviderText('"qnn" could not be used: no.').sentence).toBe(
    'qnn cannot be used on this computer.',
  );
  expect(
    plainProviderText('"dml" was refused: its self-test gave values that are not finite; a').sentence,
  ).toMatch(/^GPU \(DirectML\) computes other values than the CPU/);
  expect(plainProviderText('"cuda" ended the process in its self-test and is not used.').sentence).toMatch(
    /^NVIDIA GPU \(CUDA\) ended its test/,
  );
  expect(plainProviderText('"cuda" agrees with the CPU to 1.0e-7.').sentence).toBe(
    'Works, and gives what the CPU gives.',
  );
});

test('any other note stays as it is', () => {
  const note = 'The photo was reflected at its borders.';
  expect(plainProviderText(note)).toEqual({ sentence: note, raw: null });
  expect([providerName('coreml'), providerName('qnn')]).toEqual(['Apple chip (Core ML)', 'qnn']);
});

test('an adapter that was chosen stands behind its provider', () => {
  expect(['cuda', 'cuda:1', 'webgpu:integrated', 'abacus:2'].map(providerName)).toEqual([
    'NVIDIA GPU (CUDA)',
    'NVIDIA GPU (CUDA), 1',
    'GPU (WebGPU), integrated',
    'abacus:2',
  ]);
});
