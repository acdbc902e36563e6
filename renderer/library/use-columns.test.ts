import { expect, test } from 'vitest';
import { columnsIn } from './use-columns.ts';

test('as many columns as stay readable, and rows as high as a thumbnail with its name', () => {
  expect(columnsIn(220, 1280, 16)).toEqual({ columns: 2, rowHeight: 102 });
  expect(columnsIn(90, 1280, 16).columns).toBe(1);
  expect(columnsIn(600, 1280, 16).columns).toBe(6);
  // On a wide screen they are larger.
  expect(columnsIn(600, 2560, 16).columns).toBe(4);
});
