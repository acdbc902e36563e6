import type { Fit } from '../alignment.ts';
import { csvText } from '../words/csv.ts';
import type { Comparison, Pair } from './comparison.ts';
import { METRIC_NAMES, METRICS, printMetric, protocolOf } from './evaluation-protocol.ts';

/** A table as rows of text, the header first: what every way of copying is made from. */
export type Rows = string[][];

/** One row a run: what was fitted. */
export function alignmentRows({ subjects }: Comparison): Rows {
  return [
    ['Run', 'Kind', 'Space', 'Scale', 'Shift', 'Residual', 'Valid pixels', 'Fitted pixels'],
    ...subjects.map(({ title, kind, isReference, fit, refusal }) =>
      fit
        ? [title, kind, ...fitCells(fit)]
        : [title, kind, isReference ? 'the reference' : (refusal ?? ''), '', '', '', '', ''],
    ),
  ];
}

function fitCells({ space, scale, shift, residual, validPixels, fittedPixels }: Fit): string[] {
  const numbers = [scale, shift, residual].map((value) => String(Number(value.toPrecision(6))));
  return [space, ...numbers, String(validPixels), String(fittedPixels)];
}

/** One row a run, one column a metric. The reference itself has none. */
export function metricRows({ subjects, unit }: Comparison): Rows {
  const shown = METRIC_NAMES.filter((name) =>
    subjects.some(({ metrics }) => (metrics?.[name] ?? null) !== null),
  );
  return [
    ['Run', ...shown.map((name) => METRICS[name].label)],
    ...subjects
      .filter(({ isReference }) => !isReference)
      .map(({ title, metrics }) => [title, ...shown.map((name) => printMetric(name, metrics, unit))]),
  ];
}

/** The same with rows and columns exchanged: one row a metric, which is easier to read where there are few runs. */
export function transposed(rows: Rows): Rows {
  return rows[0].map((_, column) => rows.map((row) => row[column]));
}

/** Every run against every other: the row is aligned to the column. */
export function pairRows(
  { subjects, pairs }: Comparison,
  of: 'spearman' | 'residualShare' | 'absRel' | 'delta1',
): Rows {
  const cell = (pair: Pair | undefined) => {
    const value = pair?.[of] ?? null;
    return value === null ? '–' : value.toFixed(3);
  };
  return [
    ['', ...subjects.map(({ title }) => title)],
    ...subjects.map((row) => [
      row.title,
      ...subjects.map((column) =>
        row === column
          ? ''
          : cell(pairs.find((pair) => pair.runId === row.runId && pair.referenceRunId === column.runId)),
      ),
    ]),
  ];
}

/** Alignment, metrics, the pairs and the protocol as GitHub Flavored Markdown. */
export function comparisonMarkdown(comparison: Comparison): string {
  const { runIds } = comparison;
  return [
    markdownTable(alignmentRows(comparison)),
    markdownTable(metricRows(comparison)),
    ...(runIds.length > 1
      ? ['Rank correlation of every pair:', markdownTable(pairRows(comparison, 'spearman'))]
      : []),
    protocolOf(comparison)
      .map((sentence) => `- ${escapeMarkdown(sentence)}`)
      .join('\n'),
  ].join('\n\n');
}

/** One line a run with unrounded numbers, as RFC 4180 has it. */
export function comparisonCsv({ subjects, referenceTitle }: Comparison): string {
  const header = [
    'run',
    'kind',
    'reference',
    'space',
    'scale',
    'shift',
    'residual',
    'valid pixels',
    ...METRIC_NAMES,
  ];
  const lines = subjects.map(({ title, kind, fit, metrics }) => [
    title,
    kind,
    referenceTitle,
    fit?.space ?? '',
    fit?.scale ?? '',
    fit?.shift ?? '',
    fit?.residual ?? '',
    fit?.validPixels ?? '',
    ...METRIC_NAMES.map((name) => metrics?.[name] ?? ''),
  ]);
  return csvText([header, ...lines]);
}

/** Everything that was measured, with the protocol and the meaning of each number. */
export function comparisonJson(comparison: Comparison): string {
  const { view: _, ...measured } = comparison;
  return JSON.stringify({ ...measured, protocol: protocolOf(comparison), metrics: METRICS }, null, 2);
}

/** Rows as a table of GitHub Flavored Markdown, the header first. */
export function markdownTable([header, ...rows]: Rows): string {
  const line = (cells: string[]) => `| ${cells.map(escapeMarkdown).join(' | ')} |`;
  return [line(header), line(header.map(() => '---')).replaceAll('\\', ''), ...rows.map(line)].join('\n');
}

/** Text that means itself in Markdown, on one line. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\|<>*_`[\]]/g, (sign) => `\\${sign}`).replace(/\s+/g, ' ');
}
