import { Loader, Text } from '@mantine/core';
import { useEffect } from 'react';
import styles from './App.module.css';
import { Inspector } from './inspector/Inspector.tsx';
import { KeyboardSheet } from './keyboard/KeyboardSheet.tsx';
import { useKeyboard } from './keyboard/use-keyboard.ts';
import { DropTarget } from './library/DropTarget.tsx';
import { Library } from './library/Library.tsx';
import { ModelLibrary } from './packs/ModelLibrary.tsx';
import type { Connection } from './server/events.ts';
import { Stage } from './stage/Stage.tsx';
import { useLook } from './state/look.ts';
import { followProject, useProject } from './state/project.ts';
import { rememberView } from './state/remember.ts';
import { Notices } from './status/Notices.tsx';
import { StatusBar } from './status/StatusBar.tsx';

/** The whole page: library, stage, inspector, status. */
export function App() {
  useEffect(() => {
    const stop = new AbortController();
    const stopRemembering = rememberView();
    void followProject(stop.signal);
    return () => {
      stop.abort();
      stopRemembering();
    };
  }, []);
  useKeyboard();
  const isThere = useProject((state) => state.snapshot !== null);
  const isQuiet = useLook((state) => state.isQuiet);
  return (
    <>
      {isThere ? (
        <DropTarget>
          <div className={styles.page} data-quiet={isQuiet || undefined}>
            <aside className={styles.library} aria-label="Library">
              <Library />
            </aside>
            <main className={styles.stage}>
              <h1 className="visually-hidden">Depthroom</h1>
              <Stage />
            </main>
            <aside className={styles.inspector} aria-label="Inspector">
              <Inspector />
            </aside>
            <footer className={styles.status}>
              <StatusBar />
            </footer>
          </div>
        </DropTarget>
      ) : (
        <Waiting />
      )}
      <KeyboardSheet />
      <ModelLibrary />
      <Notices />
    </>
  );
}

const WAITING_TEXT: Record<Connection, string> = {
  connecting: 'Opening the project',
  live: 'Opening the project',
  reconnecting: 'Looking for Depthroom. Is it still running?',
  refused:
    'This page has no key to the Depthroom that runs now: run "npx depthroom open", which opens it anew. An address works once, within 10 seconds.',
  outdated: 'Depthroom was updated: load this page again.',
};

function Waiting() {
  const connection = useProject((state) => state.connection);
  return (
    <div className={styles.waiting} role="status">
      {connection === 'connecting' || connection === 'reconnecting' ? (
        <Loader size="sm" color="teal" />
      ) : null}
      <Text size="sm" maw={420} ta="center">
        {WAITING_TEXT[connection]}
      </Text>
    </div>
  );
}
