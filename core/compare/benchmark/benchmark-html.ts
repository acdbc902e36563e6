import type { BenchmarkResult, BenchmarkRow } from '../../../contract/compare/benchmark.ts';
import type { BenchmarkProtocol } from '../../../contract/compare/benchmark-protocols.ts';
import {
  benchmarkPixelRows,
  benchmarkProtocolWords,
  benchmarkRows,
} from '../../../contract/compare/benchmark-table.ts';
import { type Rows, transposed } from '../../../contract/compare/comparison-table.ts';
import { GENERATOR } from '../../../contract/version.ts';
import { metricsOf } from '../measure/metrics.ts';
import { escapeHtml, htmlDocument, htmlFigure, htmlList, htmlTable } from '../report/html.ts';
import type { PaintedSample } from './paint-measured.ts';

/** What a report of an evaluation is made of. */
export interface BenchmarkReport {
  dataset: string;
  results: readonly BenchmarkResult[];
  rows: readonly BenchmarkRow[];
  rules: BenchmarkProtocol;
  /** Samples with pictures, and why they are shown. */
  shown: readonly { title: string; sample: string; painted: PaintedSample }[];
}

/** An evaluation as one HTML file in UTF-8: no script, nothing from elsewhere, every text escaped. Numbers in the units of the metrics. */
export function benchmarkHtml({ dataset, results, rows, rules, shown }: BenchmarkReport): string {
  const title = `Benchmark of ${dataset}`;
  const failed = rows.filter(({ failure }) => failure !== null);
  return htmlDocument(
    title,
    `<p>${escapeHtml(`${results.map(({ packTitle }) => packTitle).join(', ')}. Written by ${GENERATOR}.`)}</p>
<h2>Means over the samples</h2>
${htmlTable(transposed(benchmarkRows(results)))}
<h2>Means over all pixels</h2>
${htmlTable(transposed(benchmarkPixelRows(results)))}
<h2>Protocol</h2>
${htmlList(benchmarkProtocolWords(rules))}
${shown.map(sampleSection).join('\n')}
${failed.length > 0 ? `<h2>Not measured</h2>\n${htmlList(failed.map(({ sample, packTitle, failure }) => `${sample}, ${packTitle}: ${failure}`))}` : ''}
<h2>Every sample</h2>
${htmlTable([['Sample', 'Pack', 'AbsRel', 'δ1', 'RMSE'], ...rows.flatMap(sampleRow)])}`,
  );
}

function sampleRow({ sample, packTitle, sums }: BenchmarkRow): Rows {
  if (!sums) return [];
  const { absRel, delta1, rmse } = metricsOf(sums);
  const digits = (value: number | null) => (value ?? Number.NaN).toFixed(4);
  return [[sample, packTitle, digits(absRel), digits(delta1), `${digits(rmse)} m`]];
}

function sampleSection({ title, sample, painted }: BenchmarkReport['shown'][number]): string {
  const figures = painted.pictures.map((picture) => htmlFigure(picture));
  return `<h2>${escapeHtml(`${title}: ${sample}`)}</h2>
<div class="pictures"><figure><img alt="The photo" src="data:image/jpeg;base64,${painted.photo}"><figcaption>The photo</figcaption></figure>${figures.join('')}</div>`;
}
