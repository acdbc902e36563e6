import type { CSSProperties, HTMLAttributes } from 'react';
import type { QueuePart } from '../../../contract/calls/queue-calls.ts';
import type { Progress } from '../../../contract/calls/snapshot.ts';
import { withoutCommands } from '../../../contract/words/command-words.ts';
import { MiddleCut } from '../../controls/MiddleCut.tsx';
import { numberText } from '../../language/number-text.ts';
import { sentence } from '../../language/sentence.ts';
import { text } from '../../language/text.ts';
import { fileAddress } from '../../server/files.ts';
import type { QueueRow as Row } from '../../state/rows/queue-list.ts';
import styles from './queue.module.css';
import { nameOf, rowFacts } from './queue-words.ts';

interface Props extends HTMLAttributes<HTMLDivElement> {
  /** Undefined while that part of the queue is not here; null where the run cannot be read. */
  row: Row | null | undefined;
  part: QueuePart;
  place: CSSProperties;
  position: { index: number; total: number };
  /** The one that keys go on from. */
  isChosen: boolean;
  /** Whether it is one of several that are marked; null where none are. */
  isMarked: boolean | null;
  progress: Progress | undefined;
  facts: Pick<Parameters<typeof rowFacts>[1], 'workSeconds' | 'isPaused' | 'engineId'>;
  /** Where the run that is dragged would go. */
  drop: 'above' | 'below' | undefined;
}

/** A run in the list. */
export function QueueRow({
  row,
  part,
  place,
  position,
  isChosen,
  isMarked,
  progress,
  facts,
  drop,
  ...rest
}: Props) {
  const words = row ? rowFacts(row, { ...facts, part, progress }) : '';
  const missing = row === null ? text('status.unreadableRun') : text('status.onItsWay');
  const name = row ? nameOf(row) : missing;
  const failure = row?.failure && sentence(withoutCommands(row.failure));
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the listbox has the focus and names its active option.
    <div
      {...(row && { id: `queued-${row.id}` })}
      {...rest}
      role="option"
      className={styles.row}
      style={place}
      aria-selected={isMarked ?? isChosen}
      data-current={(isMarked !== null && isChosen) || undefined}
      aria-posinset={position.index + 1}
      aria-setsize={position.total}
      data-part={part}
      data-drop={drop}
    >
      <span className={styles.number}>{part === 'working' ? '' : numberText(position.index + 1)}</span>
      {row?.thumbnail ? (
        <img src={fileAddress(row.thumbnail)} alt="" decoding="async" draggable={false} />
      ) : (
        <span className={styles.noPicture} />
      )}
      <span className={styles.text}>
        <span className={styles.name}>
          <MiddleCut text={name} />
        </span>
        {failure && (
          <span className={styles.failure} title={failure}>
            {failure}
          </span>
        )}
      </span>
      {part === 'working' && (
        <span className={styles.bar} aria-hidden="true">
          <span style={{ width: `${100 * (progress?.fraction ?? 0)}%` }} />
        </span>
      )}
      <span className={styles.facts}>{words}</span>
    </div>
  );
}
