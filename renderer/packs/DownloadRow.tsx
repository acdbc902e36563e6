import { Button, Group, Progress } from '@mantine/core';
import { type Download, isTokenMissing } from '../../contract/library.ts';
import { call } from '../server/call.ts';
import { unlessGone } from '../server/unless-gone.ts';
import { askToGet } from '../state/dialogs.ts';
import { attempt } from '../state/notices.ts';
import { useProject } from '../state/project.ts';
import { downloadState } from './download-text.ts';
import { entryOfPack } from './offer-text.ts';
import styles from './packs.module.css';

/** A pack on its way, with pause, resume and cancel. */
export function DownloadRow({ download }: { download: Download }) {
  const progress = useProject((state) => state.progress[download.id]);
  const { id: downloadId, title } = download;
  const { share, text } = downloadState(download, progress);
  return (
    <div className={styles.download}>
      <div className={styles.title}>
        <span>{download.state === 'running' ? 'On its way' : 'Stopped'}</span>
        <span className={styles.quiet}>{text}</span>
      </div>
      <Progress mt={8} size="sm" value={share * 100} aria-label={`Download of ${title}`} />
      {download.error && <p className={styles.problem}>{download.error.message}</p>}
      <Group gap="xs" mt="sm">
        <GoOn download={download} />
        <Button
          size="compact-sm"
          variant="default"
          aria-label={`Cancel ${title}`}
          onClick={() => void attempt(() => unlessGone(call('cancelDownload', { downloadId })))}
        >
          Cancel
        </Button>
      </Group>
    </div>
  );
}

/** Pauses what runs, resumes what does not, and asks for a token where that is missing. */
function GoOn({ download }: { download: Download }) {
  const catalogue = useProject((state) => state.snapshot?.catalogue) ?? [];
  const { id: downloadId, title, packId, state, error } = download;
  const entry = error && isTokenMissing(error) ? entryOfPack(catalogue, packId) : null;
  if (entry)
    return (
      <Button size="compact-sm" onClick={() => askToGet(entry.id)}>
        Enter a token
      </Button>
    );
  const isRunning = state === 'running';
  const name = isRunning ? 'pauseDownload' : 'resumeDownload';
  const label = isRunning ? 'Pause' : 'Resume';
  return (
    <Button
      size="compact-sm"
      variant={isRunning ? 'default' : 'filled'}
      aria-label={`${label} ${title}`}
      onClick={() => void attempt(() => call(name, { downloadId }))}
    >
      {label}
    </Button>
  );
}
