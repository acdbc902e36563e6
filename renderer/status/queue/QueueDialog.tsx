import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { PauseIcon, PlayIcon } from '../../controls/icons.tsx';
import { ModalDialog } from '../../controls/ModalDialog.tsx';
import { openDialog, useDialog } from '../../state/dialogs.ts';
import { useProject } from '../../state/project.ts';
import { openQueueList, useQueueList } from '../../state/rows/queue-list.ts';
import { QueueRows } from './QueueRows.tsx';
import styles from './queue.module.css';
import { cancelWaiting, pauseQueue, removeAllFailed, tryAllAgain } from './queue-deeds.ts';
import { summaryText } from './queue-words.ts';
import { RunButtons } from './RunButtons.tsx';
import { useChosenRun } from './use-chosen-run.ts';

/** What is at work, what waits in its order, what failed and why; and all that can be done with it. */
export function QueueDialog() {
  const isOpen = useDialog((state) => state.open === 'queue');
  return (
    <ModalDialog opened={isOpen} onClose={() => openDialog(null)} title="Queue" size={820}>
      <Content />
    </ModalDialog>
  );
}

function Content() {
  useEffect(openQueueList, []);
  const queue = useProject((state) => state.queue);
  const progress = useProject((state) => state.progress);
  const isPaused = queue.isPaused === true;
  const choice = useChosenRun();
  const isEmpty = useQueueList(({ parts }) => Object.values(parts).every(({ total }) => total === 0));
  return (
    <div className={styles.queue}>
      <div className={styles.top}>
        <Button
          variant={isPaused ? 'filled' : 'default'}
          leftSection={isPaused ? <PlayIcon /> : <PauseIcon />}
          data-autofocus={isEmpty || undefined}
          onClick={() => pauseQueue(!isPaused)}
        >
          {isPaused ? 'Resume' : 'Pause'}
        </Button>
        <p className={styles.summary} data-paused={isPaused || undefined}>
          {summaryText(queue, progress)}
        </p>
        <AllButtons waiting={queue.waiting} failed={queue.failed ?? 0} />
      </div>
      {isEmpty ? (
        <p className={styles.empty}>
          Runs that you start stand here, in the order in which they are made. What fails stays here with the
          reason, until you try it again or remove it.
        </p>
      ) : (
        <>
          <QueueRows choice={choice} isPaused={isPaused} />
          <RunButtons choice={choice} />
        </>
      )}
    </div>
  );
}

function AllButtons({ waiting, failed }: { waiting: number; failed: number }) {
  return (
    <div className={styles.all}>
      {waiting > 0 && (
        <Button variant="default" onClick={cancelWaiting}>
          Cancel waiting ({waiting})
        </Button>
      )}
      {failed > 0 && (
        <>
          <Button variant="default" onClick={tryAllAgain}>
            Try failed again ({failed})
          </Button>
          <Button variant="default" onClick={removeAllFailed}>
            Remove failed ({failed})
          </Button>
        </>
      )}
    </div>
  );
}
