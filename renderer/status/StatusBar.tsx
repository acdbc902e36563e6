import { ActionIcon, Tooltip } from '@mantine/core';
import { KeyboardIcon } from '../icons.tsx';
import type { Connection } from '../server/events.ts';
import { openDialog } from '../state/dialogs.ts';
import { useProject } from '../state/project.ts';
import { ProbeReadout } from './ProbeReadout.tsx';
import { QueueState } from './QueueState.tsx';
import styles from './status.module.css';

const CONNECTION_TEXT: Record<Exclude<Connection, 'live'>, string> = {
  connecting: 'Connecting',
  reconnecting: 'Reconnecting to Depthroom',
  refused: 'Depthroom was started anew: run "npx depthroom open"',
  outdated: 'Depthroom was updated: load this page again',
};

/** One thin line: what works, what lies under the pointer, which project this is. */
export function StatusBar() {
  const connection = useProject((state) => state.connection);
  const project = useProject((state) => state.snapshot?.project);
  return (
    <div className={styles.bar}>
      <div className={styles.left} role="status">
        {connection === 'live' ? (
          <QueueState />
        ) : (
          <span className={styles.warn}>{CONNECTION_TEXT[connection]}</span>
        )}
      </div>
      <ProbeReadout />
      <div className={styles.right}>
        <span title={project?.folder}>{project?.name}</span>
        <Tooltip label="All keys (?)">
          <ActionIcon size="sm" aria-label="Keyboard" onClick={() => openDialog('keyboard')}>
            <KeyboardIcon />
          </ActionIcon>
        </Tooltip>
      </div>
    </div>
  );
}
