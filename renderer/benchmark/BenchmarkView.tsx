import { ActionIcon, Button, Progress, Tooltip } from '@mantine/core';
import { useState } from 'react';
import type { BenchmarkState } from '../../contract/calls/benchmark-calls.ts';
import type { BenchmarkMetric, BenchmarkResult } from '../../contract/compare/benchmark.ts';
import { benchmarkCsv } from '../../contract/compare/benchmark-table.ts';
import { BackIcon } from '../controls/icons.tsx';
import { Refusal } from '../controls/Refusal.tsx';
import { sentence } from '../language/sentence.ts';
import { text } from '../language/text.ts';
import { call } from '../server/call.ts';
import { saveFile } from '../server/files.ts';
import { attempt } from '../state/notices.ts';
import { useProject } from '../state/project.ts';
import { BenchmarkTable } from './BenchmarkTable.tsx';
import styles from './benchmark.module.css';
import { nameOfPath, stateText } from './benchmark-words.ts';
import { useBenchmark } from './follow-benchmark.ts';
import { SampleList } from './SampleList.tsx';

interface Props {
  id: string;
  onBack(): void;
}

/** How far a benchmark is, its table, and what stands behind a number of it. */
export function BenchmarkView({ id, onBack }: Props) {
  const [version, setVersion] = useState(0);
  const [cell, setCell] = useState<{ packId: string; metric: BenchmarkMetric } | null>(null);
  const { state, failure } = useBenchmark(id, version);
  const isPaused = useProject(({ queue }) => queue.isPaused === true);
  if (!state)
    return (
      <div className={styles.view}>
        <div className={styles.top}>
          <Back onBack={onBack} />
          {failure === null ? (
            <p className={styles.intro}>{text('benchmark.reading')}</p>
          ) : (
            <Refusal reason={sentence(failure)} />
          )}
        </div>
      </div>
    );
  const { dataset, protocol, packIds } = state;
  const again = (work: () => Promise<unknown>) =>
    void attempt(async () => {
      await work();
      setVersion((before) => before + 1);
    });
  const isRunning = state.state === 'running';
  const failed = state.results.reduce((sum, result) => sum + result.failed, 0);
  const pack = state.results.find(({ packId }) => packId === cell?.packId);
  return (
    <div className={styles.view}>
      <div className={styles.top}>
        <Back onBack={onBack} />
        <div className={styles.title}>
          <b title={dataset}>{nameOfPath(dataset)}</b>
          <span role="status">{stateText(state, isPaused)}</span>
        </div>
        {isRunning ? (
          <Button variant="default" onClick={() => again(() => call('stopBenchmark', { id }))}>
            {text('benchmark.stop')}
          </Button>
        ) : (
          (state.state !== 'done' || failed > 0) && (
            <Button onClick={() => again(() => call('startBenchmark', { dataset, protocol, packIds }))}>
              {state.state === 'done'
                ? text('benchmark.measureFailedAgain', { count: failed })
                : text('benchmark.goOn')}
            </Button>
          )
        )}
        {state.results.length > 0 && (
          <Button variant="default" onClick={() => save(state)}>
            {text('benchmark.saveCsv')}
          </Button>
        )}
      </div>
      {isRunning && (
        <Progress
          size="xs"
          value={(100 * state.done) / Math.max(1, state.total)}
          aria-label={text('benchmark.progress')}
        />
      )}
      {state.results.length > 0 && <BenchmarkTable results={state.results} cell={cell} onChoose={setCell} />}
      {cell && pack && (
        <SampleList
          key={`${cell.packId} ${cell.metric}`}
          id={id}
          pack={pack}
          metric={cell.metric}
          done={state.done}
        />
      )}
      <details className={styles.words}>
        <summary>{text('benchmark.howNumbersCome')}</summary>
        <ul>
          {state.words.map((words) => (
            <li key={words}>{sentence(words)}</li>
          ))}
        </ul>
      </details>
    </div>
  );
}

function Back({ onBack }: Pick<Props, 'onBack'>) {
  return (
    <Tooltip label={text('benchmark.otherDatasets')}>
      <ActionIcon aria-label={text('benchmark.back')} onClick={onBack}>
        <BackIcon />
      </ActionIcon>
    </Tooltip>
  );
}

function save({ results, dataset, protocol }: BenchmarkState): void {
  const table = benchmarkCsv(results as BenchmarkResult[]);
  saveFile(new Blob([table], { type: 'text/csv' }), `${nameOfPath(dataset)}.${protocol}.csv`);
}
