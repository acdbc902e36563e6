import { ActionIcon, Button, Progress, Tooltip } from '@mantine/core';
import { CloseIcon, DownloadIcon } from '../controls/icons.tsx';
import sections from '../controls/sections.module.css';
import { sentence } from '../language/sentence.ts';
import { text } from '../language/text.ts';
import { useProject } from '../state/project.ts';
import { type BatchState, batchSecondsLeft, forgetBatch, stopBatch, useBatch } from './batch.ts';
import { batchPercent, batchText } from './batch-text.ts';
import styles from './export.module.css';
import { downloadMade, showExport } from './request/export-place.ts';

/** How far many exports are, and what became of them. */
export function BatchSummary() {
  const batch = useBatch();
  const exporting = useProject((state) => state.queue.exporting);
  const progress = useProject((state) => state.progress);
  if (batch.state === 'none') return null;
  const { job, failures, made, isStopped } = batch;
  const isRunning = batch.state === 'running';
  const working = exporting.find(({ runId }) => runId === job?.run.id);
  const fraction = (working && progress[working.id]?.fraction) ?? 0;
  const secondsLeft = batchSecondsLeft(batch, fraction, performance.now());
  const { title, facts } = batchText(batch, secondsLeft);
  return (
    <div className={styles.batch} role="status" data-testid="batch">
      <div className={styles.batchTop}>
        <div className={sections.cardText}>
          <div className={sections.cardTitle}>{title}</div>
          <div className={sections.cardFacts}>{facts}</div>
        </div>
        {!isRunning && made.length > 0 && <Again batch={batch} />}
        {isRunning ? (
          <Button variant="default" disabled={isStopped} onClick={stopBatch}>
            {text('exports.stop')}
          </Button>
        ) : (
          <ActionIcon aria-label={text('exports.closeSummary')} onClick={forgetBatch}>
            <CloseIcon />
          </ActionIcon>
        )}
      </div>
      {isRunning && (
        <Progress
          size="xs"
          mt={8}
          value={batchPercent(batch, fraction)}
          aria-label={text('exports.progressOfAll')}
        />
      )}
      {failures.length > 0 && (
        <ul className={styles.failures}>
          {failures.map(({ name, sentence: why }) => (
            <li key={name}>
              {name}: {sentence(why)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** The way to what was written: the folder in the window, the download once more in a browser. */
function Again({ batch: { made, target } }: { batch: BatchState }) {
  if (target !== 'downloads')
    return (
      <Button variant="default" onClick={() => void showExport(made[0].id)}>
        {text('exports.showInFolder')}
      </Button>
    );
  const label =
    made.length === 1
      ? text('exports.downloadFile', { fileName: made[0].fileName })
      : text('exports.downloadAll', { count: made.length });
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} onClick={() => void downloadMade(made)}>
        <DownloadIcon />
      </ActionIcon>
    </Tooltip>
  );
}
