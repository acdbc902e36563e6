import { expect, test } from 'vitest';
import { withAdapters } from './check-providers.ts';
import { membersThatFit, memoryOf, numberedDevice, readCards } from './device-memory.ts';

test('reads what the driver lists, and nothing else', () => {
  expect(readCards('NVIDIA H100 80GB HBM3, 80994, 4\nNVIDIA T400 4GB, 3800, 210\n\n')).toEqual([
    { name: 'NVIDIA H100 80GB HBM3', freeBytes: 80994 * 2 ** 20, usedBytes: 4 * 2 ** 20 },
    { name: 'NVIDIA T400 4GB', freeBytes: 3800 * 2 ** 20, usedBytes: 210 * 2 ** 20 },
  ]);
  expect(readCards('NVIDIA-SMI has failed because it could not communicate with the driver.')).toEqual([]);
});

test('the CPU takes one member at a time, a device whose memory nobody tells a few', async () => {
  expect(await membersThatFit('cpu', 10, 6912)).toBe(1);
  expect(await membersThatFit('webgpu', 10, 6912)).toBe(4);
  expect(await membersThatFit('webgpu:integrated', 3, 6912)).toBe(3);
  expect(await membersThatFit('dml', 1, 6912)).toBe(1);
});

test('an adapter is chosen by its number, or by a word of its name', () => {
  const cards = readCards('NVIDIA H100 80GB HBM3, 80994, 4\nNVIDIA T400 4GB, 3800, 210\n');
  expect(numberedDevice('cuda', cards)).toBe('cuda');
  expect(numberedDevice('dml:2', [])).toBe('dml:2');
  expect(numberedDevice('cuda:t400', cards)).toBe('cuda:1');
  expect(() => numberedDevice('cuda:4090', cards)).toThrow('(0 NVIDIA H100 80GB HBM3, 1 NVIDIA T400 4GB)');
  expect(() => numberedDevice('dml:h100', cards)).toThrow('by its number');
  expect(numberedDevice('webgpu:integrated', cards)).toBe('webgpu:integrated');
  expect(() => numberedDevice('webgpu:1', cards)).toThrow('Expected webgpu, the fastest adapter');
});

test('several cards are offered by their names', () => {
  const cards = readCards('NVIDIA H100 80GB HBM3, 80994, 4\nNVIDIA T400 4GB, 3800, 210\n');
  const checks = ['cpu', 'cuda'].map((name) => ({ name, isUsable: true, sentence: 'Works.' }));
  expect(withAdapters(checks, cards)[1].adapters).toEqual([
    { provider: 'cuda:0', name: 'NVIDIA H100 80GB HBM3' },
    { provider: 'cuda:1', name: 'NVIDIA T400 4GB' },
  ]);
  expect(withAdapters(checks, cards.slice(0, 1))).toEqual(checks);
});

test('the memory of a process is what all cards say of it', () => {
  const listed = '4711, 1200\n4711, 300\n99, 5000\n12, [N/A]\n';
  expect(memoryOf(listed, 4711)).toBe(1500 * 2 ** 20);
  expect(memoryOf(listed, 12)).toBeNull();
  expect(memoryOf(listed, 5)).toBeNull();
  expect(memoryOf('', 0)).toBeNull();
});
