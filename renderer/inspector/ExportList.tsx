import { ActionIcon, Anchor, Progress, Tooltip } from '@mantine/core';
import { useMemo } from 'react';
import type { Export } from '../../contract/export.ts';
import type { Photo } from '../../contract/photo.ts';
import { CloseIcon, TrashIcon } from '../icons.tsx';
import { bytesText } from '../packs/pack-text.ts';
import { call } from '../server/call.ts';
import { exportAddress } from '../server/files.ts';
import { attempt } from '../state/notices.ts';
import { useProject } from '../state/project.ts';
import { timeLeftText } from '../status/time-text.ts';
import styles from './inspector.module.css';

/** Files that were made from this photo's runs, newest first, each with its link. */
export function ExportList({ photo }: { photo: Photo }) {
  const snapshot = useProject((state) => state.snapshot);
  const made = useMemo(() => {
    const runIds = new Set(snapshot?.runs.filter((run) => run.photoId === photo.id).map((run) => run.id));
    const exports = snapshot?.exports.filter(({ runId }) => runIds.has(runId)) ?? [];
    return exports.sort((a, b) => b.createdAt.localeCompare(a.createdAt));
  }, [snapshot, photo.id]);
  if (made.length === 0) return null;
  return (
    <section className={styles.section} aria-labelledby="exports-heading">
      <h2 id="exports-heading" className={styles.heading}>
        Made from this photo
      </h2>
      <ul className={styles.cards}>
        {made.map((each) => (
          <Row key={each.id} made={each} />
        ))}
      </ul>
    </section>
  );
}

function Row({ made }: { made: Export }) {
  const progress = useProject((state) => state.progress[made.id]);
  const isRunning = made.state === 'running';
  const end = () =>
    void attempt(() =>
      isRunning ? call('cancelExport', { exportId: made.id }) : call('removeExport', { exportId: made.id }),
    );
  return (
    <li className={styles.card}>
      <div className={styles.made}>
        <div className={styles.cardText}>
          {made.state === 'done' ? (
            <Anchor
              href={exportAddress(made.id)}
              download={made.fileName}
              size="sm"
              className={styles.cardTitle}
              display="block"
            >
              {made.fileName}
            </Anchor>
          ) : (
            <div className={styles.cardTitle}>{made.fileName}</div>
          )}
          <div className={styles.cardFacts}>
            {made.state === 'done' && made.bytes !== null && bytesText(made.bytes)}
            {isRunning && (progress ? timeLeftText(progress.secondsLeft) : 'Starting')}
            {made.state === 'failed' && (made.error?.message ?? 'failed')}
            {made.state === 'cancelled' && 'cancelled'}
          </div>
          {isRunning && (
            <Progress
              size="xs"
              mt={6}
              value={(progress?.fraction ?? 0) * 100}
              aria-label={`Progress of ${made.fileName}`}
            />
          )}
        </div>
        <Tooltip label={isRunning ? 'Cancel' : 'Remove from the project'}>
          <ActionIcon aria-label={`${isRunning ? 'Cancel' : 'Remove'} ${made.fileName}`} onClick={end}>
            {isRunning ? <CloseIcon /> : <TrashIcon />}
          </ActionIcon>
        </Tooltip>
      </div>
    </li>
  );
}
