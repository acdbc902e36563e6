import { Button, Group, Select } from '@mantine/core';
import { useState } from 'react';
import type { Comparison, MetricName } from '../../contract/compare/comparison.ts';
import {
  alignmentRows,
  comparisonCsv,
  comparisonJson,
  comparisonMarkdown,
  metricRows,
  pairRows,
  type Rows,
  transposed,
} from '../../contract/compare/comparison-table.ts';
import { METRIC_NAMES, METRICS, protocolOf } from '../../contract/compare/evaluation-protocol.ts';
import { depthKindSchema } from '../../contract/depth-map.ts';
import { ModalDialog } from '../controls/ModalDialog.tsx';
import { language } from '../language/language.ts';
import { digitsText } from '../language/number-text.ts';
import { sentence } from '../language/sentence.ts';
import { text } from '../language/text.ts';
import { openDialog, useDialog } from '../state/dialogs.ts';
import { useStage } from '../state/use-stage.ts';
import { copyText } from '../view/copy-text.ts';
import { useCurrentComparison } from '../view/current-comparison.ts';
import { kindText, titleText } from '../view/pack-text.ts';
import { bestCells } from './best-cells.ts';
import panel from './styles/panel.module.css';

/** The tables of the comparison on the stage, with the protocol beside the numbers. */
export function NumbersDialog() {
  const isOpen = useDialog((state) => state.open === 'numbers');
  const { photo } = useStage();
  return (
    <ModalDialog
      opened={isOpen && photo !== null}
      onClose={() => openDialog(null)}
      title={text('compare.numbers')}
      size="min(1500px, 94vw)"
    >
      {photo && <Content />}
    </ModalDialog>
  );
}

function Content() {
  const { comparison } = useCurrentComparison();
  if (!comparison) {
    return <p>{text('compare.nothingComparedYet')}</p>;
  }
  return <Tables comparison={comparison} />;
}

const PAIRS = [
  { value: 'spearman', label: text('compare.rankCorrelation') },
  { value: 'residualShare', label: text('compare.residualOverDeviation') },
  { value: 'absRel', label: text('compare.absRelInMetres') },
  { value: 'delta1', label: text('compare.delta1InMetres') },
] as const;
type PairNumber = (typeof PAIRS)[number]['value'];

function Tables({ comparison }: { comparison: Comparison }) {
  const [of, setOf] = useState<PairNumber>('spearman');
  const isBest = bestCells(comparison);
  return (
    <>
      <h3 className={panel.headline}>
        {text('compare.against', { title: titleText(comparison.referenceTitle) })}
        <Group gap={6} ml="auto">
          <Copy label={text('compare.copyAsMarkdown')} copied={() => comparisonMarkdown(comparison)} />
          <Copy label={text('compare.copyAsCsv')} copied={() => comparisonCsv(comparison)} />
          <Copy label={text('compare.copyAsJson')} copied={() => comparisonJson(comparison)} />
        </Group>
      </h3>
      {/* One row a metric: there are more metrics than runs, and a window is higher than seventeen columns are wide. */}
      <Table
        rows={transposed(metricRows(comparison))}
        name={text('compare.metrics')}
        isBest={(row, column) => isBest(column, row)}
      />
      <ul className={panel.protocol} style={{ marginTop: 8 }}>
        {protocolOf(comparison).map((rule) => (
          <li key={rule}>{sentence(rule)}</li>
        ))}
      </ul>
      <h3 className={panel.headline}>{text('compare.alignment')}</h3>
      <Table rows={transposed(alignmentRows(comparison))} name={text('compare.alignment')} />
      {comparison.subjects.length > 1 && (
        <>
          <h3 className={panel.headline}>
            {text('compare.everyPair')}
            <Select
              aria-label={text('compare.numberOfPairs')}
              w={220}
              data={[...PAIRS]}
              value={of}
              onChange={(value) => value && setOf(value as PairNumber)}
            />
            <span style={{ fontWeight: 400 }}>
              {text('compare.rowToColumn', { pixels: comparison.pairPixels })}
            </span>
          </h3>
          <Table rows={pairRows(comparison, of)} name={text('compare.everyPair')} />
        </>
      )}
      <h3 className={panel.headline}>{text('compare.whatNumbersMean')}</h3>
      <dl className={panel.meanings}>
        {METRIC_NAMES.map((name) => (
          <Meaning key={name} name={name} />
        ))}
      </dl>
    </>
  );
}

function Meaning({ name }: { name: MetricName }) {
  const { label, meaning, better } = METRICS[name];
  return (
    <>
      <dt>{sentence(label)}</dt>
      <dd>
        {better === 'neither'
          ? sentence(meaning)
          : text('compare.meaningAndBetter', { meaning: sentence(meaning), better })}
      </dd>
    </>
  );
}

function Copy({ label, copied }: { label: string; copied(): string }) {
  return (
    <Button size="compact-xs" variant="default" onClick={() => void copyText(copied())}>
      {label}
    </Button>
  );
}

/** A number with the mark of the language, its groups and its minus sign; else a word or a sentence. */
function cellText(cell: string): string {
  const kind = depthKindSchema.safeParse(cell);
  // English keeps the words that files and commands have.
  if (kind.success) return language().locale === 'en' ? cell : kindText(kind.data);
  return /^-?\d+(\.\d+)?(e[+-]?\d+)?( \S+)?$/.test(cell) ? digitsText(cell) : sentence(cell);
}

interface TableProps {
  rows: Rows;
  name: string;
  isBest?(row: number, column: number): boolean;
}

function Table({ rows: [header, ...rows], name, isBest }: TableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys as well.
    <section className={panel.scroll} aria-label={text('compare.table', { name })} tabIndex={0}>
      <table className={panel.numbers}>
        <thead>
          <tr>
            {header.map((heading, column) =>
              heading === '' ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: the table is made anew as a whole.
                <td key={column} />
              ) : (
                // biome-ignore lint/suspicious/noArrayIndexKey: as above.
                <th scope="col" key={column}>
                  {titleText(heading)}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map(([title, ...cells], row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: as above.
            <tr key={row}>
              <th scope="row">{titleText(title)}</th>
              {cells.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: as above.
                <td key={column} data-best={isBest?.(row, column) || undefined}>
                  {cellText(cell)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
