import { expect, test } from 'vitest';
import { type Alignment, alignmentSchema, pairingOf } from '../../contract/alignment.ts';
import type { DepthKind } from '../../contract/depth-map.ts';
import { mappingOf } from '../../contract/maths/mapping.ts';
import { align } from '../../core/compare/measure/align.ts';
import { measureMetres } from '../../core/compare/measure/metrics.ts';
import { readUnit } from './read.ts';

interface Golden {
  scale: number;
  shift: number;
  metrics: Record<string, number>;
}
interface Row {
  groundTruth: number[];
  depth: number[];
  disparity: number[];
  validRange: [number, number];
  validCount: number;
  affineDepth: Golden;
  affineDisparity: Golden;
  none: Pick<Golden, 'metrics'>;
}

const { rows, tolerance } = readUnit<Row[]>('metrics');

/** The goldens are float64 from inputs that are float32; so are ours. */
const compare = (row: Row, map: number[], kind: DepthKind, alignment: Partial<Alignment>) => {
  const [minimum, maximum] = row.validRange;
  const planes = [new Float32Array(map), new Float32Array(row.groundTruth)] as const;
  const pairing = pairingOf(kind, 'metric', alignmentSchema.parse(alignment));
  const fit = align(...planes, pairing, { minimum, maximum });
  expect(fit.validPixels).toBe(row.validCount);
  return { fit, metrics: measureMetres(...planes, mappingOf(pairing, fit), { minimum, maximum }) };
};

const expectClose = (received: object, expected: Record<string, number>) => {
  for (const [name, value] of Object.entries(expected)) {
    const difference = Math.abs((received as Record<string, number>)[name] - value);
    expect(difference, name).toBeLessThanOrEqual(tolerance);
  }
};

test.each(rows.map((row, i) => [i, row] as const))('row %i: aligned in depth', (_, row) => {
  const { scale, shift, metrics } = row.affineDepth;
  const received = compare(row, row.depth, 'affine-depth', {});
  expectClose(received.fit, { scale, shift });
  expectClose(received.metrics, metrics);
});

test.each(rows.map((row, i) => [i, row] as const))('row %i: aligned in disparity', (_, row) => {
  const { scale, shift, metrics } = row.affineDisparity;
  const received = compare(row, row.disparity, 'affine-disparity', {});
  expectClose(received.fit, { scale, shift });
  expectClose(received.metrics, metrics);
});

test.each(rows.map((row, i) => [i, row] as const))('row %i: not aligned', (_, row) => {
  const received = compare(row, row.depth, 'metric', { method: 'none' });
  expectClose(received.metrics, row.none.metrics);
});
