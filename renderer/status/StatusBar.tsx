import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { KeyboardIcon, WatchIcon } from '../controls/icons.tsx';
import { MiddleCut } from '../controls/MiddleCut.tsx';
import { part, useOnceWanted } from '../controls/part.tsx';
import { text } from '../language/text.ts';
import { openDialog, useDialog } from '../state/dialogs.ts';
import { useProject } from '../state/project.ts';
import { projectName } from '../view/words/project-name.ts';
import { ProbeReadout } from './ProbeReadout.tsx';
import { QueueState } from './QueueState.tsx';
import { StateOfWork } from './StateOfWork.tsx';
import styles from './status.module.css';

const QueueDialog = part(async () => (await import('./queue/QueueDialog.tsx')).QueueDialog);

/** One thin line: what works, what lies under the pointer, which project this is. */
export function StatusBar() {
  const connection = useProject((state) => state.connection);
  const project = useProject((state) => state.snapshot?.project);
  const hasQueue = useOnceWanted(useDialog((state) => state.open === 'queue'));
  return (
    <div className={styles.bar}>
      <StateOfWork />
      <div className={styles.left}>
        {connection === 'live' ? (
          <QueueState />
        ) : (
          <span className={styles.warn}>{text('status.notConnected')}</span>
        )}
      </div>
      <ProbeReadout />
      <div className={styles.right}>
        <Watching />
        {project && (
          <span className={styles.project} title={project.folder}>
            <MiddleCut text={projectName(project)} />
          </span>
        )}
        <Tooltip label={text('status.allKeys')}>
          <ActionIcon size="sm" aria-label={text('status.keyboard')} onClick={() => openDialog('keyboard')}>
            <KeyboardIcon />
          </ActionIcon>
        </Tooltip>
      </div>
      {hasQueue && <QueueDialog />}
    </div>
  );
}

/** Which folder is watched; the way to it, and to what went wrong. */
function Watching() {
  const watching = useProject((state) => state.queue.watching);
  if (!watching) return null;
  const { name, faults } = watching;
  return (
    <Button
      size="compact-xs"
      variant="subtle"
      color={faults > 0 ? 'red.4' : 'gray'}
      leftSection={<WatchIcon size={13} />}
      className={styles.watching}
      data-focus-key="watch"
      onClick={() => openDialog('watch')}
    >
      <MiddleCut
        text={
          faults > 0 ? text('status.watchingFailed', { name, faults }) : text('status.watching', { name })
        }
      />
    </Button>
  );
}
