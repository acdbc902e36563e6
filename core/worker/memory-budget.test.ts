import { expect, test } from 'vitest';
import { memoryBudget } from './memory-budget.ts';

test('the budget is a share of the machine, or what is stated', () => {
  expect(memoryBudget({}, 10e9)).toBe(4e9);
  expect(memoryBudget({ DEPTHROOM_MEMORY_GB: '1.5' }, 10e9)).toBe(1.5e9);
  expect(() => memoryBudget({ DEPTHROOM_MEMORY_GB: 'much' }, 10e9)).toThrow('received "much"');
  expect(() => memoryBudget({ DEPTHROOM_MEMORY_GB: '0' }, 10e9)).toThrow('above 0');
});
