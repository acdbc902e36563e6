import { ActionIcon, Button, Progress, Tooltip } from '@mantine/core';
import { PauseIcon, PlayIcon, QueueIcon } from '../controls/icons.tsx';
import { text } from '../language/text.ts';
import { openDialog } from '../state/dialogs.ts';
import { useProject } from '../state/project.ts';
import { cancelAll, pauseQueue } from './queue/queue-deeds.ts';
import { failedText, queueText, restText } from './queue-text.ts';
import styles from './status.module.css';

/** How far the queue is, when it will be empty, and the way to pause, stop and arrange it. */
export function QueueState() {
  const queue = useProject((state) => state.queue);
  const progress = useProject((state) => state.progress);
  const now = queueText(queue, progress);
  const isPaused = queue.isPaused === true;
  return (
    <>
      <Tooltip label={text('status.queueHint')}>
        <ActionIcon
          size="sm"
          aria-label={text('status.queue')}
          data-focus-key="queue"
          onClick={() => openDialog('queue')}
        >
          <QueueIcon />
        </ActionIcon>
      </Tooltip>
      {now && !isPaused && (
        <Progress w={96} size="sm" value={now.fraction * 100} aria-label={text('status.progressOfRun')} />
      )}
      <span className={isPaused ? styles.warn : undefined}>{now?.sentence ?? restText(queue, progress)}</span>
      {(now || isPaused) && <PauseButton isPaused={isPaused} />}
      {now && (
        <Button size="compact-xs" variant="default" onClick={cancelAll}>
          {now.cancelLabel}
        </Button>
      )}
      {(queue.failed ?? 0) > 0 && (
        <Button
          size="compact-xs"
          variant="subtle"
          color="red.4"
          data-focus-key="queue-failed"
          onClick={() => openDialog('queue')}
        >
          {failedText(queue.failed ?? 0)}
        </Button>
      )}
    </>
  );
}

function PauseButton({ isPaused }: { isPaused: boolean }) {
  if (isPaused)
    return (
      <Button size="compact-xs" leftSection={<PlayIcon size={12} />} onClick={() => pauseQueue(false)}>
        {text('status.resume')}
      </Button>
    );
  return (
    <Tooltip label={text('status.pauseHint')}>
      <ActionIcon size="sm" aria-label={text('status.pauseQueue')} onClick={() => pauseQueue(true)}>
        <PauseIcon />
      </ActionIcon>
    </Tooltip>
  );
}
