import { expect, test } from 'vitest';
import { metresFromUnit, unitFromMetres } from '../../models/metricgold/log-depth.ts';
import { largestDifference, readUnit } from './read.ts';

type Row = {
  min: number;
  max: number;
  metres: number[];
  unit: number[];
  network: number[];
  metresAgain: number[];
};
const { rows, tolerance } = readUnit<Row[]>('log-depth');

test.each(rows)('metres to log depth and back, $min to $max m', (row) => {
  const unit = row.metres.map((metres) => unitFromMetres(metres, row));
  expect(largestDifference(unit, row.unit)).toBeLessThanOrEqual(tolerance);
  expect(
    largestDifference(
      unit.map((u) => 2 * u - 1),
      row.network,
    ),
  ).toBeLessThanOrEqual(tolerance);
  expect(
    largestDifference(
      unit.map((u) => metresFromUnit(u, row)),
      row.metresAgain,
    ),
  ).toBeLessThanOrEqual(tolerance);
});
