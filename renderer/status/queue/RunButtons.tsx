import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { DownIcon, EndIcon, FrontIcon, UpIcon } from '../../controls/icons.tsx';
import { MiddleCut } from '../../controls/MiddleCut.tsx';
import { text } from '../../language/text.ts';
import { openDialog } from '../../state/dialogs.ts';
import { queueRowAt, useQueueList } from '../../state/rows/queue-list.ts';
import { showPhoto } from '../../state/selection.ts';
import { moveChosen } from './move-chosen.ts';
import styles from './queue.module.css';
import {
  cancelInQueue,
  cancelMarked,
  removeFailed,
  removeMarked,
  tryAgain,
  tryMarkedAgain,
} from './queue-deeds.ts';
import { nameOf } from './queue-words.ts';
import type { useChosenRun } from './use-chosen-run.ts';

const MOVES = [
  { to: 'front', name: text('status.toFront'), hint: text('status.toFrontKeys'), Icon: FrontIcon },
  { to: 'up', name: text('status.up'), hint: text('status.upKeys'), Icon: UpIcon },
  { to: 'down', name: text('status.down'), hint: text('status.downKeys'), Icon: DownIcon },
  { to: 'end', name: text('status.toEnd'), hint: text('status.toEndKeys'), Icon: EndIcon },
] as const;

/** What can be done with the chosen run. */
export function RunButtons({ choice }: { choice: ReturnType<typeof useChosenRun> }) {
  const { chosen, marked } = choice;
  const list = useQueueList();
  const row = chosen && queueRowAt(list, chosen.part, chosen.index);
  if (marked.size > 0) return <MarkedButtons choice={choice} />;
  if (!chosen || !row)
    return (
      <div className={styles.buttons}>
        <span className={styles.hint}>{text('status.chooseRun')}</span>
      </div>
    );
  const { part, index } = chosen;
  const isLast = index === list.parts.waiting.total - 1;
  return (
    <div className={styles.buttons}>
      <span className={styles.chosen}>
        <MiddleCut text={nameOf(row)} />
      </span>
      {part === 'waiting' &&
        MOVES.map(({ to, name, hint, Icon }) => (
          <Tooltip key={to} label={hint}>
            <ActionIcon
              variant="default"
              aria-label={name}
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
            {text('status.tryAgain')}
          </Button>
          <Button variant="default" onClick={() => removeFailed(row)}>
            {text('status.removeRun')}
          </Button>
        </>
      ) : (
        <Button variant="default" onClick={() => cancelInQueue(row)}>
          {text('status.cancelRun')}
        </Button>
      )}
      <Button
        variant="default"
        onClick={() => {
          showPhoto(row.photoId);
          openDialog(null);
        }}
      >
        {text('status.showPhoto')}
      </Button>
    </div>
  );
}

/** What can be done with several. */
function MarkedButtons({ choice: { marked, unmark } }: { choice: ReturnType<typeof useChosenRun> }) {
  const failed = [...marked.values()].filter((part) => part === 'failed').length;
  const others = marked.size - failed;
  const doing = (deed: (runs: typeof marked) => void) => () => {
    deed(marked);
    unmark();
  };
  return (
    <div className={styles.buttons}>
      <span className={styles.chosen} aria-live="polite">
        {text('status.marked', { count: marked.size })}
      </span>
      {others > 0 && (
        <Button variant="default" onClick={doing(cancelMarked)}>
          {text('status.cancelMarked', { count: others })}
        </Button>
      )}
      {failed > 0 && (
        <>
          <Button variant="default" onClick={doing(tryMarkedAgain)}>
            {text('status.tryMarkedAgain', { count: failed })}
          </Button>
          <Button variant="default" onClick={doing(removeMarked)}>
            {text('status.removeMarked', { count: failed })}
          </Button>
        </>
      )}
    </div>
  );
}
