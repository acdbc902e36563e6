import { expect, test } from 'vitest';
import { type Comparison, comparisonSchema, type Metrics } from './comparison.ts';
import {
  alignmentRows,
  comparisonCsv,
  comparisonJson,
  comparisonMarkdown,
  metricRows,
  pairRows,
} from './comparison-table.ts';
import { METRIC_NAMES } from './evaluation-protocol.ts';

const metrics = Object.fromEntries(METRIC_NAMES.map((name) => [name, null])) as Metrics;
const facts = { system: 'marigold', origin: 'starter', licence: 'MIT', difference: null };
const comparison: Comparison = comparisonSchema.parse({
  id: 'c',
  photoId: 'p',
  createdAt: '2026-01-01T00:00:00.000Z',
  runIds: ['a', 'b'],
  reference: { truthId: 't' },
  alignment: { method: 'affine', space: 'own', fit: 'robust' },
  range: { minimum: 0.001, maximum: 80 },
  referenceTitle: 'depth.png',
  referenceKind: 'metric',
  unit: 'metres',
  size: { width: 20, height: 10 },
  subjects: [
    {
      ...facts,
      runId: 'a',
      title: 'One | "two", <b>',
      kind: 'affine-depth',
      isReference: false,
      refusal: null,
      fit: {
        space: 'depth',
        scale: 2.5,
        shift: -1 / 3,
        residual: 0.1,
        validPixels: 200,
        fittedPixels: 200,
        notes: [],
      },
      metrics: { ...metrics, absRel: 0.12345, delta1: 0.875, rmse: 1.5, bias: -0.00001, siLog: 12.3456 },
    },
    {
      ...facts,
      runId: 'b',
      title: '=1+1',
      kind: 'metric',
      isReference: false,
      refusal: 'Because.',
      fit: null,
      metrics,
    },
  ],
  pairs: [
    {
      runId: 'a',
      referenceRunId: 'b',
      spearman: 0.5,
      residualShare: null,
      absRel: null,
      delta1: null,
      refusal: null,
    },
  ],
  pairPixels: 200,
  view: { layout: 'grid' },
});

test('tables as rows: only numbers that somebody has, in the unit of the reference', () => {
  expect(metricRows(comparison)).toEqual([
    ['Run', 'AbsRel', 'RMSE', 'SILog', 'δ1', 'Bias'],
    ['One | "two", <b>', '0.1235', '1.5000 m', '12.35', '87.5 %', '0.0000 m'],
    ['=1+1', '–', '–', '–', '–', '–'],
  ]);
  expect(alignmentRows(comparison).slice(1)).toEqual([
    ['One | "two", <b>', 'affine-depth', 'depth', '2.5', '-0.333333', '0.1', '200', '200'],
    ['=1+1', 'metric', 'Because.', '', '', '', '', ''],
  ]);
  expect(pairRows(comparison, 'spearman')).toEqual([
    ['', 'One | "two", <b>', '=1+1'],
    ['One | "two", <b>', '', '0.500'],
    ['=1+1', '–', ''],
  ]);
});

test('Markdown keeps its columns whatever a title holds, and says the protocol', () => {
  const lines = comparisonMarkdown(comparison).split('\n');
  expect(lines[2]).toBe(
    '| One \\| "two", \\<b\\> | affine-depth | depth | 2.5 | -0.333333 | 0.1 | 200 | 200 |',
  );
  expect(lines.filter((line) => line.startsWith('- '))).toEqual([
    '- Reference: depth.png (ground truth), in metres.',
    '- Alignment: a scale and a shift are fitted to each map by the smallest sum of absolute differences (exact weighted L1, weights 1 / reference in depth as in MoGe, 1 in disparity; on an even sample where there are more than 262144 valid pixels), where its own scale and shift live: in disparity (1 / depth) for maps relative in disparity, else in depth.',
    '- Fits in disparity go to 1 / reference, are held to at least 0.001 1/m and turned back into metres.',
    '- Pixels count where 0.001 m \\< reference \\< 80 m and both maps are valid; aligned values are held to that range before the numbers are taken, not in the difference picture.',
    '- Compared at 20 x 10 pixels; ground truth is sampled by nearest neighbour, maps as each run places itself on its photo.',
    '- The difference picture is aligned minus reference in metres.',
  ]);
});

test('CSV has unrounded numbers, and no cell is a formula', () => {
  const [header, first, second, end] = comparisonCsv(comparison).split('\r\n');
  expect(header.split(',').slice(0, 9)).toEqual([
    'run',
    'kind',
    'reference',
    'space',
    'scale',
    'shift',
    'residual',
    'valid pixels',
    'absRel',
  ]);
  expect(first).toContain(
    '"One | ""two"", <b>",affine-depth,depth.png,depth,2.5,-0.3333333333333333,0.1,200,0.12345,',
  );
  expect(second).toMatch(/^'=1\+1,metric,depth\.png,,,,,,/);
  expect(end).toBe('');
});

test('JSON has everything but the look of the page', () => {
  const { protocol, metrics: words, ...rest } = JSON.parse(comparisonJson(comparison));
  const { view: _, ...measured } = comparison;
  expect(rest).toEqual(measured);
  expect([protocol.length, Object.keys(words)]).toEqual([6, METRIC_NAMES]);
});
