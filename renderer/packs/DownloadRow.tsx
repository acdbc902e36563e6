import { Button, Group, Progress } from '@mantine/core';
import type { Download } from '../../contract/library.ts';
import { call } from '../server/call.ts';
import { attempt } from '../state/notices.ts';
import { useProject } from '../state/project.ts';
import { downloadState } from './download-text.ts';
import styles from './packs.module.css';

/** A pack on its way, with pause, resume and cancel. */
export function DownloadRow({ download }: { download: Download }) {
  const progress = useProject((state) => state.progress[download.id]);
  const { id: downloadId, title } = download;
  const isRunning = download.state === 'running';
  const { share, text } = downloadState(download, progress);
  return (
    <li className={styles.item}>
      <div className={styles.title}>
        <span>{title}</span>
        <span className={styles.quiet}>{text}</span>
      </div>
      <Progress mt={8} size="sm" value={share * 100} aria-label={`Download of ${title}`} />
      {download.error && <p className={styles.problem}>{download.error.message}</p>}
      <Group gap="xs" mt="sm">
        {isRunning ? (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => void attempt(() => call('pauseDownload', { downloadId }))}
          >
            Pause
          </Button>
        ) : (
          <Button
            size="compact-sm"
            onClick={() => void attempt(() => call('resumeDownload', { downloadId }))}
          >
            Resume
          </Button>
        )}
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => void attempt(() => call('cancelDownload', { downloadId }))}
        >
          Cancel
        </Button>
      </Group>
    </li>
  );
}
