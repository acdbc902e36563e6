import { expect, test } from 'vitest';
import { runAllLabel } from './run-all-label.ts';

test('the button counts models and photos', () => {
  expect([runAllLabel(4, 1), runAllLabel(3, 1), runAllLabel(4, 2)]).toEqual([
    'Run all four',
    'Run all 3',
    'Run on 2 photos (8 runs)',
  ]);
});
