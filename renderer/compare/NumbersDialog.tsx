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
import { ModalDialog } from '../controls/ModalDialog.tsx';
import { openDialog, useDialog } from '../state/dialogs.ts';
import { useStage } from '../state/use-stage.ts';
import { copyText } from '../view/copy-text.ts';
import { useCurrentComparison } from '../view/current-comparison.ts';
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
      title="Numbers"
      size="min(1500px, 94vw)"
    >
      {photo && <Content />}
    </ModalDialog>
  );
}

function Content() {
  const { comparison } = useCurrentComparison();
  if (!comparison) {
    return <p>Nothing is compared yet: pin a run or ground truth as the reference, beside another run.</p>;
  }
  return <Tables comparison={comparison} />;
}

const PAIRS = [
  { value: 'spearman', label: 'Rank correlation' },
  { value: 'residualShare', label: 'Residual over deviation' },
  { value: 'absRel', label: 'AbsRel (columns in metres)' },
  { value: 'delta1', label: 'δ1 (columns in metres)' },
] as const;
type PairNumber = (typeof PAIRS)[number]['value'];

function Tables({ comparison }: { comparison: Comparison }) {
  const [of, setOf] = useState<PairNumber>('spearman');
  const isBest = bestCells(comparison);
  return (
    <>
      <h3 className={panel.headline}>
        Against {comparison.referenceTitle}
        <Group gap={6} ml="auto">
          <Copy label="Copy as Markdown" text={() => comparisonMarkdown(comparison)} />
          <Copy label="Copy as CSV" text={() => comparisonCsv(comparison)} />
          <Copy label="Copy as JSON" text={() => comparisonJson(comparison)} />
        </Group>
      </h3>
      {/* One row a metric: there are more metrics than runs, and a window is higher than seventeen columns are wide. */}
      <Table
        rows={transposed(metricRows(comparison))}
        name="Metrics"
        isBest={(row, column) => isBest(column, row)}
      />
      <ul className={panel.protocol} style={{ marginTop: 8 }}>
        {protocolOf(comparison).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <h3 className={panel.headline}>Alignment</h3>
      <Table rows={transposed(alignmentRows(comparison))} name="Alignment" />
      {comparison.subjects.length > 1 && (
        <>
          <h3 className={panel.headline}>
            Every pair
            <Select
              aria-label="Number of the pairs"
              w={220}
              data={[...PAIRS]}
              value={of}
              onChange={(value) => value && setOf(value as PairNumber)}
            />
            <span style={{ fontWeight: 400 }}>
              the row aligned to the column, at {comparison.pairPixels} pixels
            </span>
          </h3>
          <Table rows={pairRows(comparison, of)} name="Every pair" />
        </>
      )}
      <h3 className={panel.headline}>What the numbers mean</h3>
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
      <dt>{label}</dt>
      <dd>
        {meaning}
        {better !== 'neither' && `; ${better} is better`}
      </dd>
    </>
  );
}

function Copy({ label, text }: { label: string; text(): string }) {
  return (
    <Button size="compact-xs" variant="default" onClick={() => void copyText(text())}>
      {label}
    </Button>
  );
}

/** Counts of pixels are read in groups of three digits. */
function grouped(text: string): string {
  return /^\d{5,}$/.test(text) ? Number(text).toLocaleString('en').replaceAll(',', '\u202f') : text;
}

interface TableProps {
  rows: Rows;
  name: string;
  isBest?(row: number, column: number): boolean;
}

function Table({ rows: [header, ...rows], name, isBest }: TableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys as well.
    <section className={panel.scroll} aria-label={`Table: ${name}`} tabIndex={0}>
      <table className={panel.numbers}>
        <thead>
          <tr>
            {header.map((text, column) =>
              text === '' ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: the table is made anew as a whole.
                <td key={column} />
              ) : (
                // biome-ignore lint/suspicious/noArrayIndexKey: as above.
                <th scope="col" key={column}>
                  {text}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map(([title, ...cells], row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: as above.
            <tr key={row}>
              <th scope="row">{title}</th>
              {cells.map((text, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: as above.
                <td key={column} data-best={isBest?.(row, column) || undefined}>
                  {grouped(text)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
