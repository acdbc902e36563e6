import { Button, Loader } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Connection } from '../server/events.ts';
import { useNotices } from '../state/notices.ts';
import { useProject } from '../state/project.ts';
import { copyText } from '../view/copy-text.ts';
import { CONNECTION_TEXT, isLooking, wayOut } from './connection-text.ts';
import styles from './status.module.css';

/** A connection that is found again at once is not worth a word. */
const PATIENCE = 800;

/** The one place that tells whether Depthroom is there, while the page shows what it had last. Whatever is asked for meanwhile says it again. */
export function ConnectionNotice() {
  const connection = useSteadyConnection();
  const isThere = useProject((state) => state.snapshot !== null);
  const unanswered = useNotices((state) => state.unanswered);
  if (connection === 'live' || !isThere) return null;
  return (
    <div key={unanswered} className={styles.notice} data-tone="note" data-offers="true" role="alert">
      {isLooking(connection) && <Loader size="xs" color="yellow" />}
      <div className={styles.words}>
        <p>{CONNECTION_TEXT[connection]}</p>
      </div>
      <WayOut connection={connection} />
    </div>
  );
}

function WayOut({ connection }: { connection: Connection }) {
  const way = wayOut(connection);
  if (way === null) return null;
  const take = () => (way.command ? void copyText(way.command) : location.reload());
  return (
    <Button size="compact-xs" variant="default" onClick={take}>
      {way.label}
    </Button>
  );
}

function useSteadyConnection(): Connection {
  const connection = useProject((state) => state.connection);
  const [steady, setSteady] = useState<Connection>('live');
  useEffect(() => {
    if (!isLooking(connection)) return setSteady(connection);
    const timer = setTimeout(() => setSteady(connection), PATIENCE);
    return () => clearTimeout(timer);
  }, [connection]);
  return steady;
}
