import { ActionIcon, Button, Progress, Tooltip } from '@mantine/core';
import { CloseIcon, DownloadIcon } from '../controls/icons.tsx';
import sections from '../inspector/inspector.module.css';
import { downloadExport } from '../server/files.ts';
import { useProject } from '../state/project.ts';
import { timeLeftText } from '../view/time-text.ts';
import { batchSecondsLeft, forgetBatch, stopBatch, useBatch } from './batch.ts';
import styles from './export.module.css';

/** How far many exports are, and what became of them. */
export function BatchState() {
  const batch = useBatch();
  const snapshot = useProject((state) => state.snapshot);
  const progress = useProject((state) => state.progress);
  if (batch.state === 'none') return null;
  const { total, done, job, failures, made, isStopped } = batch;
  const isRunning = batch.state === 'running';
  const working = snapshot?.exports.find(({ runId, state }) => runId === job?.run.id && state === 'running');
  const fraction = (working && progress[working.id]?.fraction) ?? 0;
  const secondsLeft = batchSecondsLeft(batch, fraction, performance.now());
  return (
    <div className={styles.batch} role="status" data-testid="batch">
      <div className={styles.batchTop}>
        <div className={sections.cardText}>
          <div className={sections.cardTitle}>
            {isRunning
              ? `Writing ${Math.min(total, done + 1)} of ${total}`
              : `${made.length} of ${total} written`}
            {isStopped && ', stopped'}
          </div>
          <div className={sections.cardFacts}>
            {job
              ? `${job.photo.name}, ${job.run.packTitle} · ${timeLeftText(secondsLeft)}`
              : failureWords(failures.length)}
          </div>
        </div>
        {!isRunning && made.length > 0 && (
          <Tooltip label="Download all">
            <ActionIcon aria-label={`Download all ${made.length} files`} onClick={() => downloadAll(made)}>
              <DownloadIcon />
            </ActionIcon>
          </Tooltip>
        )}
        {isRunning ? (
          <Button variant="default" disabled={isStopped} onClick={stopBatch}>
            Stop
          </Button>
        ) : (
          <ActionIcon aria-label="Close the summary" onClick={forgetBatch}>
            <CloseIcon />
          </ActionIcon>
        )}
      </div>
      {isRunning && (
        <Progress
          size="xs"
          mt={8}
          value={(100 * (done + fraction)) / Math.max(1, total)}
          aria-label="Progress of all exports"
        />
      )}
      {failures.length > 0 && (
        <ul className={styles.failures}>
          {failures.map(({ name, sentence }) => (
            <li key={name}>
              {name}: {sentence}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function failureWords(failures: number): string {
  return failures === 0 ? 'They stand in the list below.' : `${failures} could not be written:`;
}

/** Browsers take the first of several downloads that start at once, and forget the rest. */
const PAUSE = 400;

function downloadAll(made: readonly { id: string; fileName: string }[]): void {
  for (const [at, { id, fileName }] of made.entries())
    setTimeout(() => downloadExport(id, fileName), at * PAUSE);
}
