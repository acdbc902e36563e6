import { describe, expect, test } from 'vitest';
import { alignMembers } from '../../models/diffusion/align.ts';
import { disagreementOf } from '../../models/diffusion/disagreement.ts';
import { ensembleAffine } from '../../models/diffusion/ensemble.ts';
import type { Reduction } from '../../models/diffusion/reduce.ts';
import { type Ensembling, largestDifference, readUnit } from './read.ts';

interface Row extends Ensembling {
  members: number;
  shape: [number, number];
  reduction: Reduction;
  maps: number[][];
  prediction: number[];
  uncertainty: number[];
}

const { rows, tolerance } = readUnit<Row[]>('ensemble');

describe.each(rows)('$members members, $reduction', (row) => {
  const members = row.maps.map((map) => Float32Array.from(map));
  const size = { height: row.shape[0], width: row.shape[1] };
  const reference = { scale: Float64Array.from(row.scale), shift: Float64Array.from(row.shift) };

  test('prediction and uncertainty for the scale and shift of the reference', () => {
    const { values, spread } = ensembleAffine(members, size, row.reduction, reference);
    expect(largestDifference(values, row.prediction)).toBeLessThan(tolerance);
    expect(largestDifference(spread, row.uncertainty)).toBeLessThan(tolerance);
  });

  test('an alignment of our own that disagrees no more and stays close', () => {
    const alignment = alignMembers(members, size, row.reduction);
    const { values } = ensembleAffine(members, size, row.reduction, alignment);
    const distance =
      values.reduce((sum, value, i) => sum + Math.abs(value - row.prediction[i]), 0) / values.length;
    expect(disagreementOf(members, alignment, row.reduction)).toBeLessThanOrEqual(
      1.05 * row.disagreement.reference,
    );
    expect(distance).toBeLessThan(row.meanTolerance);
  });

  test('members left as they are disagree too much', () => {
    const unaligned = { scale: members.map(() => 1), shift: members.map(() => 0) };
    const alignment = {
      scale: Float64Array.from(unaligned.scale),
      shift: Float64Array.from(unaligned.shift),
    };
    expect(disagreementOf(members, alignment, row.reduction)).toBeGreaterThan(
      1.05 * row.disagreement.reference,
    );
  });
});

test('the upper of the two middle values is seen', () => {
  const row = rows.find((each) => each.members % 2 === 0 && each.reduction === 'median') as Row;
  // The lower median of negated maps is the negated upper median.
  const members = row.maps.map((map) => Float32Array.from(map, (value) => -value));
  const alignment = {
    scale: Float64Array.from(row.scale),
    shift: Float64Array.from(row.shift, (shift) => -shift),
  };
  const size = { height: row.shape[0], width: row.shape[1] };
  const { values } = ensembleAffine(members, size, 'median', alignment);
  expect(
    largestDifference(
      values.map((value) => 1 - value),
      row.prediction,
    ),
  ).toBeGreaterThan(10 * tolerance);
});
