import { ActionIcon, Button, Progress, Tooltip } from '@mantine/core';
import { PauseIcon, PlayIcon, QueueIcon } from '../controls/icons.tsx';
import { openDialog } from '../state/dialogs.ts';
import { useProject } from '../state/project.ts';
import { cancelAll, pauseQueue } from './queue/queue-deeds.ts';
import { failedText, queueText, restText } from './queue-text.ts';
import styles from './status.module.css';

/** How far the queue is, when it will be empty, and the way to pause, stop and arrange it. */
export function QueueState() {
  const queue = useProject((state) => state.queue);
  const progress = useProject((state) => state.progress);
  const text = queueText(queue, progress);
  const isPaused = queue.isPaused === true;
  return (
    <>
      <Tooltip label="The queue: order, times, what failed (⇧ Q)">
        <ActionIcon size="sm" aria-label="Queue" data-focus-key="queue" onClick={() => openDialog('queue')}>
          <QueueIcon />
        </ActionIcon>
      </Tooltip>
      {text && !isPaused && (
        <Progress w={96} size="sm" value={text.fraction * 100} aria-label="Progress of the run that works" />
      )}
      <span className={isPaused ? styles.warn : undefined}>
        {text?.sentence ?? restText(queue, progress)}
      </span>
      {(text || isPaused) && <PauseButton isPaused={isPaused} />}
      {text && (
        <Button size="compact-xs" variant="default" onClick={cancelAll}>
          {text.cancelLabel}
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
        Resume
      </Button>
    );
  return (
    <Tooltip label="Pause: what is at work is finished, nothing else is started">
      <ActionIcon size="sm" aria-label="Pause the queue" onClick={() => pauseQueue(true)}>
        <PauseIcon />
      </ActionIcon>
    </Tooltip>
  );
}
