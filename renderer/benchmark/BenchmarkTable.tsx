import { useState } from 'react';
import type { BenchmarkState } from '../../contract/calls/benchmark-calls.ts';
import { BENCHMARK_METRICS, type BenchmarkMetric } from '../../contract/compare/benchmark.ts';
import { METRICS } from '../../contract/compare/evaluation-protocol.ts';
import { numberText } from '../language/number-text.ts';
import { sentence } from '../language/sentence.ts';
import { text } from '../language/text.ts';
import { shortTitle, titleText } from '../view/pack-text.ts';
import styles from './benchmark.module.css';
import { bestOf, firstOrder, inOrder, meaningText, meanText, type Order } from './benchmark-words.ts';

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
    <section className={styles.tableBox} aria-label={text('benchmark.results')}>
      <table className={styles.table}>
        <caption className="visually-hidden">{text('benchmark.tableCaption')}</caption>
        <thead>
          <tr>
            <th scope="col">{text('benchmark.model')}</th>
            <th scope="col">{text('benchmark.samples')}</th>
            {BENCHMARK_METRICS.map((metric) => (
              <Head key={metric} metric={metric} order={order} onOrder={setOrder} />
            ))}
          </tr>
        </thead>
        <tbody>
          {inOrder(results, order).map((result) => (
            <tr key={result.packId}>
              <th scope="row" title={titleText(result.packTitle)}>
                {shortTitle(result.packTitle)}
              </th>
              <td>
                {numberText(result.samples)}
                {result.failed > 0 && (
                  <span className={styles.failed}>{text('benchmark.failed', { count: result.failed })}</span>
                )}
              </td>
              {BENCHMARK_METRICS.map((metric) => {
                const { mean, interval } = meanText(metric, result);
                return (
                  <td key={metric} data-best={best[metric] === result.packId || undefined}>
                    <button
                      type="button"
                      aria-pressed={cell?.packId === result.packId && cell.metric === metric}
                      title={text('benchmark.samplesOf', {
                        pack: shortTitle(result.packTitle),
                        metric: sentence(METRICS[metric].label),
                      })}
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
  const { label, better } = METRICS[metric];
  return (
    <th scope="col" aria-sort={isOrder ? (order.isDown ? 'descending' : 'ascending') : undefined}>
      <button
        type="button"
        title={meaningText(metric)}
        onClick={() => onOrder(isOrder ? { metric, isDown: !order.isDown } : firstOrder(metric))}
      >
        {sentence(label)}
        <span className={styles.arrow} aria-hidden="true">
          {isOrder ? (order.isDown ? '▾' : '▴') : ARROWS[better]}
        </span>
      </button>
    </th>
  );
}
