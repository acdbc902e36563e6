import { csvText } from '../words/csv.ts';
import {
  BENCHMARK_METRICS,
  type BenchmarkMetric,
  type BenchmarkResult,
  type BenchmarkRow,
} from './benchmark.ts';
import type { BenchmarkProtocol } from './benchmark-protocols.ts';
import type { Metrics } from './comparison.ts';
import { escapeMarkdown, markdownTable, type Rows } from './comparison-table.ts';
import { METRICS, printMetric } from './evaluation-protocol.ts';

/** One row a pack: the mean over its samples and the half of what holds 95 %, in the order and units of the metrics. */
export function benchmarkRows(results: readonly BenchmarkResult[]): Rows {
  return [
    ['Pack', 'Samples', ...BENCHMARK_METRICS.map(labelOf)],
    ...results.map(({ packTitle, samples, failed, metrics }) => [
      packTitle,
      failed > 0 ? `${samples} (${failed} failed)` : String(samples),
      ...BENCHMARK_METRICS.map((name) => {
        if (!metrics) return '–';
        const { mean, low, high } = metrics[name];
        return `${print(name, mean)} [${print(name, low)}, ${print(name, high)}]`;
      }),
    ]),
  ];
}

/** One row a pack: the means over all pixels of all samples together. */
export function benchmarkPixelRows(results: readonly BenchmarkResult[]): Rows {
  return [
    ['Pack', 'Pixels', ...BENCHMARK_METRICS.map(labelOf)],
    ...results.map(({ packTitle, pixels, metrics }) => [
      packTitle,
      String(pixels),
      ...BENCHMARK_METRICS.map((name) => (metrics ? print(name, metrics[name].perPixel) : '–')),
    ]),
  ];
}

function labelOf(name: BenchmarkMetric): string {
  return METRICS[name].label;
}

function print(name: BenchmarkMetric, value: number): string {
  return printMetric(name, { [name]: value } as unknown as Metrics, 'metres');
}

/** How the numbers came about, in sentences. Ranges are metres. */
export function benchmarkProtocolWords(rules: BenchmarkProtocol): string[] {
  const { title, source, counted, held, region, cut, fitColumns } = rules;
  const end = (value: number | null) => (value === null ? 'infinity' : `${value} m`);
  return [
    `${title}: ${source}`,
    `Alignment of each sample: ${ALIGNMENT_WORDS[rules.alignment]}.`,
    counted.minimum === null && counted.maximum === null
      ? 'Truth counts wherever there is a depth and its mask lets it.'
      : `Truth counts where ${end(counted.minimum ?? 0)} < depth < ${end(counted.maximum)}.`,
    `Aligned maps are held to ${end(held.minimum)} to ${end(held.maximum)} before the numbers are taken.`,
    `Region: ${REGION_WORDS[region]}${cut ? `, after photo and truth were cut to ${cut.width} x ${cut.height} pixels at the bottom, in the middle` : ''}.`,
    ...(fitColumns === null ? [] : [`The line is fitted to at most ${fitColumns} columns of every row.`]),
    'Maps are measured at the size of the truth, placed on the photo as each run says.',
    'Means are per sample (each photo counts alike), with the interval of 95 % of 2,000 resampled datasets; "per pixel" pools the pixels of all samples.',
  ];
}

const ALIGNMENT_WORDS = {
  'least-squares':
    'scale and shift by least squares over all valid pixels, in disparity for maps relative in disparity, else in depth',
  'least-squares-disparity': 'scale and shift by least squares over all valid pixels, in disparity',
  median: 'one factor, the median of the truth over the median of the map',
  none: 'none',
} as const;

const REGION_WORDS = {
  whole: 'the whole picture',
  'eigen-nyu': "Eigen's crop of NYUv2 (rows 45 to 470, columns 41 to 600)",
  eigen: "Eigen's crop",
  garg: "Garg's crop",
} as const;

/** Means, per pixel means and protocol as GitHub Flavored Markdown. */
export function benchmarkMarkdown(results: readonly BenchmarkResult[], rules: BenchmarkProtocol): string {
  return [
    markdownTable(benchmarkRows(results)),
    'Per pixel:',
    markdownTable(benchmarkPixelRows(results)),
    benchmarkProtocolWords(rules)
      .map((sentence) => `- ${escapeMarkdown(sentence)}`)
      .join('\n'),
    '',
  ].join('\n\n');
}

/** Unrounded means, one line a pack: mean, low, high and per pixel of each metric (RFC 4180). */
export function benchmarkCsv(results: readonly BenchmarkResult[]): string {
  return csvText([
    [
      'pack',
      'title',
      'samples',
      'failed',
      'pixels',
      ...BENCHMARK_METRICS.flatMap((name) => [name, `${name} low`, `${name} high`, `${name} per pixel`]),
    ],
    ...results.map(({ packId, packTitle, samples, failed, pixels, metrics }) => [
      packId,
      packTitle,
      samples,
      failed,
      pixels,
      ...BENCHMARK_METRICS.flatMap((name): (string | number)[] => {
        const found = metrics?.[name];
        return found ? [found.mean, found.low, found.high, found.perPixel] : ['', '', '', ''];
      }),
    ]),
  ]);
}

/** Unrounded numbers of every sample, one line for each pack on each sample (RFC 4180). */
export function samplesCsv(
  rows: readonly BenchmarkRow[],
  metricsOf: (row: BenchmarkRow) => Readonly<Record<BenchmarkMetric, number | null>> | null,
): string {
  return csvText([
    ['sample', 'pack', 'pixels', 'space', 'scale', 'shift', ...BENCHMARK_METRICS, 'failure'],
    ...rows.map((row) => {
      const metrics = metricsOf(row);
      return [
        row.sample,
        row.packId,
        row.sums?.pixels ?? '',
        row.fit?.space ?? '',
        row.fit?.scale ?? '',
        row.fit?.shift ?? '',
        ...BENCHMARK_METRICS.map((name) => metrics?.[name] ?? ''),
        row.failure ?? '',
      ];
    }),
  ]);
}
