import { Button, Group, Progress } from '@mantine/core';
import { type Download, isTokenMissing } from '../../contract/library.ts';
import { sentence } from '../language/sentence.ts';
import { text } from '../language/text.ts';
import { call } from '../server/call.ts';
import { unlessGone } from '../server/unless-gone.ts';
import { askToGet } from '../state/dialogs.ts';
import { attempt } from '../state/notices.ts';
import { useProject } from '../state/project.ts';
import { titleText } from '../view/pack-text.ts';
import { downloadState } from './download-text.ts';
import { entryOfPack } from './offer-text.ts';
import styles from './packs.module.css';

/** A pack on its way, with pause, resume and cancel. */
export function DownloadRow({ download }: { download: Download }) {
  const progress = useProject((state) => state.progress[download.id]);
  const { id: downloadId } = download;
  const title = titleText(download.title);
  const { share, words } = downloadState(download, progress);
  return (
    <div className={styles.download}>
      <div className={styles.title}>
        <span>{download.state === 'running' ? text('packs.onItsWay') : text('packs.stopped')}</span>
        <span className={styles.quiet}>{words}</span>
      </div>
      <Progress mt={8} size="sm" value={share * 100} aria-label={text('packs.downloadOf', { title })} />
      {download.error && <p className={styles.problem}>{sentence(download.error.message)}</p>}
      <Group gap="xs" mt="sm">
        <GoOn download={download} />
        <Button
          size="compact-sm"
          variant="default"
          aria-label={text('packs.cancelThis', { title })}
          onClick={() => void attempt(() => unlessGone(call('cancelDownload', { downloadId })))}
        >
          {text('packs.cancel')}
        </Button>
      </Group>
    </div>
  );
}

/** Pauses what runs, resumes what does not, and asks for a token where that is missing. */
function GoOn({ download }: { download: Download }) {
  const catalogue = useProject((state) => state.snapshot?.catalogue) ?? [];
  const { id: downloadId, packId, state, error } = download;
  const title = titleText(download.title);
  const entry = error && isTokenMissing(error) ? entryOfPack(catalogue, packId) : null;
  if (entry)
    return (
      <Button size="compact-sm" onClick={() => askToGet(entry.id)}>
        {text('packs.enterToken')}
      </Button>
    );
  const isRunning = state === 'running';
  const name = isRunning ? 'pauseDownload' : 'resumeDownload';
  return (
    <Button
      size="compact-sm"
      variant={isRunning ? 'default' : 'filled'}
      aria-label={isRunning ? text('packs.pauseThis', { title }) : text('packs.resumeThis', { title })}
      onClick={() => void attempt(() => call(name, { downloadId }))}
    >
      {isRunning ? text('packs.pause') : text('packs.resume')}
    </Button>
  );
}
