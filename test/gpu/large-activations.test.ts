import { expect, test } from 'vitest';
import { attend } from './large-activations.ts';

test('attention in float16 is right on the CPU where its products are beyond float16', async () => {
  const { hasNumbersOnly, difference, largestScore } = await attend('cpu', 100);
  expect(8 * largestScore).toBeGreaterThan(3 * 65504);
  expect(hasNumbersOnly).toBe(true);
  expect(difference).toBeLessThan(2e-3);
});
