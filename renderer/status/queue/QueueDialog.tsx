import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { PauseIcon, PlayIcon } from '../../controls/icons.tsx';
import { ModalDialog } from '../../controls/ModalDialog.tsx';
import { text } from '../../language/text.ts';
import { openDialog, useDialog } from '../../state/dialogs.ts';
import { useProject } from '../../state/project.ts';
import { isQueueEmpty, openQueueList, useQueueList } from '../../state/rows/queue-list.ts';
import { QueueRows } from './QueueRows.tsx';
import styles from './queue.module.css';
import {
  cancelWaiting,
  forgetQueueDeeds,
  pauseQueue,
  removeAllFailed,
  tryAllAgain,
  undoInQueue,
} from './queue-deeds.ts';
import { isUndoKey } from './queue-keys.ts';
import { summaryText } from './queue-words.ts';
import { RunButtons } from './RunButtons.tsx';
import { useChosenRun } from './use-chosen-run.ts';

/** What is at work, what waits in its order, what failed and why; and all that can be done with it. */
export function QueueDialog() {
  const isOpen = useDialog((state) => state.open === 'queue');
  return (
    <ModalDialog
      opened={isOpen}
      onClose={() => openDialog(null)}
      title={text('status.queueTitle')}
      size={820}
    >
      <Content />
    </ModalDialog>
  );
}

function Content() {
  useEffect(openQueueList, []);
  useEffect(forgetQueueDeeds, []);
  const queue = useProject((state) => state.queue);
  const progress = useProject((state) => state.progress);
  const isPaused = queue.isPaused === true;
  const choice = useChosenRun();
  const isEmpty = useQueueList(isQueueEmpty);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what was removed is brought back wherever the focus went.
    <div
      className={styles.queue}
      onKeyDown={(event) => {
        if (event.defaultPrevented || !isUndoKey(event)) return;
        event.preventDefault();
        undoInQueue();
      }}
    >
      <div className={styles.top}>
        <Button
          variant={isPaused ? 'filled' : 'default'}
          leftSection={isPaused ? <PlayIcon /> : <PauseIcon />}
          data-autofocus={isEmpty || undefined}
          onClick={() => pauseQueue(!isPaused)}
        >
          {isPaused ? text('status.resumeQueue') : text('status.pause')}
        </Button>
        <p className={styles.summary} data-paused={isPaused || undefined}>
          {summaryText(queue, progress)}
        </p>
        <AllButtons waiting={queue.waiting} failed={queue.failed ?? 0} />
      </div>
      {isEmpty ? (
        <p className={styles.empty}>{text('status.emptyQueue')}</p>
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
          {text('status.cancelWaiting', { count: waiting })}
        </Button>
      )}
      {failed > 0 && (
        <>
          <Button variant="default" onClick={tryAllAgain}>
            {text('status.tryFailedAgain', { count: failed })}
          </Button>
          <Button variant="default" onClick={removeAllFailed}>
            {text('status.removeFailed', { count: failed })}
          </Button>
        </>
      )}
    </div>
  );
}
