import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { DownIcon, EndIcon, FrontIcon, UpIcon } from '../../controls/icons.tsx';
import { openDialog } from '../../state/dialogs.ts';
import { queueRowAt, useQueueList } from '../../state/rows/queue-list.ts';
import { showPhoto } from '../../state/selection.ts';
import { moveChosen } from './move-chosen.ts';
import styles from './queue.module.css';
import { cancelInQueue, removeFailed, tryAgain } from './queue-deeds.ts';
import { nameOf } from './queue-words.ts';
import type { useChosenRun } from './use-chosen-run.ts';

const MOVES = [
  { to: 'front', label: 'To the front (Alt Home)', Icon: FrontIcon },
  { to: 'up', label: 'Up (Alt ↑)', Icon: UpIcon },
  { to: 'down', label: 'Down (Alt ↓)', Icon: DownIcon },
  { to: 'end', label: 'To the end (Alt End)', Icon: EndIcon },
] as const;

/** What can be done with the chosen run. */
export function RunButtons({ choice }: { choice: ReturnType<typeof useChosenRun> }) {
  const { chosen } = choice;
  const list = useQueueList();
  const row = chosen && queueRowAt(list, chosen.part, chosen.index);
  if (!chosen || !row)
    return (
      <div className={styles.buttons}>
        <span className={styles.hint}>
          Choose a run to move, cancel or try it again; what waits can be dragged.
        </span>
      </div>
    );
  const { part, index } = chosen;
  const isLast = index === list.parts.waiting.total - 1;
  return (
    <div className={styles.buttons}>
      <span className={styles.chosen} title={nameOf(row)}>
        {nameOf(row)}
      </span>
      {part === 'waiting' &&
        MOVES.map(({ to, label, Icon }) => (
          <Tooltip key={to} label={label}>
            <ActionIcon
              variant="default"
              aria-label={label.replace(/ \(.*/, '')}
              // One that were switched off would drop the focus when it has done its work.
              aria-disabled={(to === 'front' || to === 'up' ? index === 0 : isLast) || undefined}
              onClick={() => moveChosen(choice, to)}
            >
              <Icon />
            </ActionIcon>
          </Tooltip>
        ))}
      {part === 'failed' ? (
        <>
          <Button variant="default" onClick={() => tryAgain(row)}>
            Try again
          </Button>
          <Button variant="default" onClick={() => removeFailed(row)}>
            Remove
          </Button>
        </>
      ) : (
        <Button variant="default" onClick={() => cancelInQueue(row)}>
          Cancel
        </Button>
      )}
      <Button
        variant="default"
        onClick={() => {
          showPhoto(row.photoId);
          openDialog(null);
        }}
      >
        Show photo
      </Button>
    </div>
  );
}
