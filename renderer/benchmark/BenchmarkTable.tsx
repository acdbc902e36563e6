import { useState } from 'react';
import type { BenchmarkState } from '../../contract/calls/benchmark-calls.ts';
import { BENCHMARK_METRICS, type BenchmarkMetric } from '../../contract/compare/benchmark.ts';
import { METRICS } from '../../contract/compare/evaluation-protocol.ts';
import { shortTitle } from '../view/pack-text.ts';
import styles from './benchmark.module.css';
import { bestOf, firstOrder, inOrder, meanText, type Order } from './benchmark-words.ts';

interface Props {
  results: BenchmarkState['results'];
  cell: { packId: string; metric: BenchmarkMetric } | null;
  onChoose(cell: { packId: string; metric: BenchmarkMetric }): void;
}

/** Packs by numbers: mean, interval and count. A head sorts, a cell shows its samples. */
export function BenchmarkTable({ results, cell, onChoose }: Props) {
  const [order, setOrder] = useState<Order>(firstOrder('absRel'));
  const best = bestOf(results);
  return (
    <section className={styles.tableBox} aria-label="Results">
      <table className={styles.table}>
        <caption className="visually-hidden">Mean over the samples with the interval of 95 %</caption>
        <thead>
          <tr>
            <th scope="col">Model</th>
            <th scope="col">Samples</th>
            {BENCHMARK_METRICS.map((metric) => (
              <Head key={metric} metric={metric} order={order} onOrder={setOrder} />
            ))}
          </tr>
        </thead>
        <tbody>
          {inOrder(results, order).map((result) => (
            <tr key={result.packId}>
              <th scope="row" title={result.packTitle}>
                {shortTitle(result.packTitle)}
              </th>
              <td>
                {result.samples.toLocaleString('en')}
                {result.failed > 0 && <span className={styles.failed}>{result.failed} failed</span>}
              </td>
              {BENCHMARK_METRICS.map((metric) => {
                const { mean, interval } = meanText(metric, result);
                return (
                  <td key={metric} data-best={best[metric] === result.packId || undefined}>
                    <button
                      type="button"
                      aria-pressed={cell?.packId === result.packId && cell.metric === metric}
                      title={`Samples of ${shortTitle(result.packTitle)} by ${METRICS[metric].label}`}
                      onClick={() => onChoose({ packId: result.packId, metric })}
                    >
                      <b>{mean}</b>
                      <span>{interval}</span>
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const ARROWS = { lower: '↓', higher: '↑', neither: '' } as const;

function Head({
  metric,
  order,
  onOrder,
}: {
  metric: BenchmarkMetric;
  order: Order;
  onOrder(order: Order): void;
}) {
  const isOrder = order.metric === metric;
  const { label, meaning, better } = METRICS[metric];
  return (
    <th scope="col" aria-sort={isOrder ? (order.isDown ? 'descending' : 'ascending') : undefined}>
      <button
        type="button"
        title={`${meaning}${better === 'neither' ? '' : `; ${better} is better`}`}
        onClick={() => onOrder(isOrder ? { metric, isDown: !order.isDown } : firstOrder(metric))}
      >
        {label}
        <span className={styles.arrow} aria-hidden="true">
          {isOrder ? (order.isDown ? '▾' : '▴') : ARROWS[better]}
        </span>
      </button>
    </th>
  );
}
