import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  BENCHMARK_METRICS,
  type BenchmarkMetric,
  type BenchmarkRow,
} from '../../contract/compare/benchmark.ts';
import type {
  BenchmarkAlignment,
  BenchmarkProtocolName,
} from '../../contract/compare/benchmark-protocols.ts';
import type { DepthKind } from '../../contract/depth-map.ts';
import { evaluateMap } from '../../core/compare/benchmark/evaluate-map.ts';
import { crop, cutOf, keepInside, regionOf } from '../../core/compare/benchmark/regions.ts';
import { resolveRules } from '../../core/compare/benchmark/resolve-rules.ts';
import { summarise } from '../../core/compare/benchmark/summarise.ts';
import { metricsOf } from '../../core/compare/measure/metrics.ts';
import type { Grid } from '../../core/geometry/edges.ts';

interface Case {
  protocol: BenchmarkProtocolName;
  size: string;
  scale: number;
  largest: number;
  align: BenchmarkAlignment;
  cut: boolean;
  known: number;
  kind: DepthKind;
  fits: ([number, number] | null)[];
  samples: Record<BenchmarkMetric, number>[];
  mean: Record<BenchmarkMetric, number>;
  perPixel: Record<BenchmarkMetric, number>;
}
/** Computed with NumPy by test/benchmark/make_reference.py. */
const reference: { sizes: Record<string, [number, number]>; count: number; cases: Case[] } = JSON.parse(
  readFileSync(new URL('reference.json', import.meta.url), 'utf8'),
);

/** As `hashed` of make_reference.py. */
function hashed(seed: number, k: number): number {
  let x = (k + seed * 7919) >>> 0;
  x ^= x >>> 16;
  x = Math.imul(x, 0x85ebca6b);
  x ^= x >>> 13;
  x = Math.imul(x, 0xc2b2ae35);
  x ^= x >>> 16;
  return (x >>> 0) / 2 ** 32;
}

const MAPS: Record<DepthKind, (metres: number, noise: number) => number> = {
  'affine-depth': (metres, noise) => Math.fround(Math.fround(metres / 20) + 0.05) + 0.1 * noise,
  'affine-disparity': (metres, noise) => Math.fround(1 / Math.fround(metres + 1)) + 0.1 * noise,
  metric: (metres, noise) => Math.fround(metres + 0.5) * (0.7 + 0.6 * noise),
};

/** As `sample` of make_reference.py: truth in metres, NaN where nothing is known or the mask says no, and a map of the case's kind. */
function sampleOf({ size, scale, largest, known, kind }: Case, index: number) {
  const [height, width] = reference.sizes[size];
  const truth = new Float32Array(width * height);
  const values = new Float32Array(width * height);
  for (let p = 0; p < truth.length; p++) {
    const isKnown = hashed(4 * index + 1, p) < known;
    const metres = Math.fround((isKnown ? 1 + Math.floor(hashed(4 * index, p) * largest) : 0) * scale);
    values[p] = MAPS[kind](metres, hashed(4 * index + 2, p));
    truth[p] = isKnown && hashed(4 * index + 3, p) < 0.8 ? metres : Number.NaN;
  }
  return { size: { width, height }, truth, values };
}

test.each(
  reference.cases.map((each) => [`${each.protocol}, ${each.kind}, ${each.align}`, each] as const),
)('%s: 50 samples as the reference has them', (_, each) => {
  const rules = resolveRules({ protocol: each.protocol, alignment: each.align });
  const rows: BenchmarkRow[] = [];
  for (let index = 0; index < reference.count; index++) {
    const whole = sampleOf(each, index);
    let size: Grid = whole.size;
    let truth: Float32Array = whole.truth;
    let values: Float32Array = whole.values;
    const part = cutOf(rules.cut, size);
    expect(part !== null).toBe(each.cut);
    if (part) {
      truth = crop(truth, size.width, part);
      values = crop(values, size.width, part);
      size = { width: part.right - part.left, height: part.bottom - part.top };
    }
    keepInside(truth, size, regionOf(rules.region, size));
    const { fit, sums } = evaluateMap({ kind: each.kind, values }, truth, size, rules);
    rows.push({ ...ROW, sample: String(index), fit, sums });
  }
  const close = (found: number | null, wanted: number, what: string) =>
    expect(distance(found, wanted), what).toBeLessThan(1e-6);
  each.fits.forEach((line, index) => {
    if (!line) expect(rows[index].fit).toBeNull();
    else {
      close(rows[index].fit?.scale ?? null, line[0], 'scale');
      close(rows[index].fit?.shift ?? null, line[1], 'shift');
    }
  });
  const [result] = summarise(rows);
  for (const name of BENCHMARK_METRICS) {
    [rows[0], rows[reference.count - 1]].forEach(({ sums }, k) => {
      close(sums && metricsOf(sums)[name], each.samples[k][name], name);
    });
    close(result.metrics?.[name].mean ?? null, each.mean[name], `mean ${name}`);
    close(result.metrics?.[name].perPixel ?? null, each.perPixel[name], `${name} per pixel`);
    expect(result.metrics?.[name].low).toBeLessThanOrEqual(each.mean[name] + 1e-9);
    expect(result.metrics?.[name].high).toBeGreaterThanOrEqual(each.mean[name] - 1e-9);
  }
});

/** Relative where numbers are large. */
function distance(found: number | null, wanted: number): number {
  return Math.abs((found ?? Number.NaN) - wanted) / Math.max(1, Math.abs(wanted));
}

const ROW: BenchmarkRow = {
  sample: '',
  packId: 'pack',
  packTitle: 'Pack',
  packHash: '',
  options: {},
  image: '',
  depth: '',
  mask: null,
  rules: '',
  runId: null,
  provider: null,
  seconds: null,
  fit: null,
  sums: null,
  failure: null,
};
