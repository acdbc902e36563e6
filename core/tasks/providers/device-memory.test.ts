import { expect, test } from 'vitest';
import { membersThatFit, numberedDevice, readCards } from './device-memory.ts';

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
  expect(await membersThatFit('webgpu:1', 3, 6912)).toBe(3);
  expect(await membersThatFit('dml', 1, 6912)).toBe(1);
});

test('an adapter is chosen by its number, or by a word of its name', () => {
  const cards = readCards('NVIDIA H100 80GB HBM3, 80994, 4\nNVIDIA T400 4GB, 3800, 210\n');
  expect(numberedDevice('cuda', cards)).toBe('cuda');
  expect(numberedDevice('dml:2', [])).toBe('dml:2');
  expect(numberedDevice('cuda:t400', cards)).toBe('cuda:1');
  expect(() => numberedDevice('cuda:4090', cards)).toThrow('(0 NVIDIA H100 80GB HBM3, 1 NVIDIA T400 4GB)');
  expect(() => numberedDevice('webgpu:h100', cards)).toThrow('by its number');
});
