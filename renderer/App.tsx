import { Loader, Text } from '@mantine/core';
import { useEffect } from 'react';
import styles from './App.module.css';
import { ComparePanel } from './compare/ComparePanel.tsx';
import { ExportTab } from './export/ExportTab.tsx';
import { Inspector } from './inspector/Inspector.tsx';
import { KeyboardSheet } from './keyboard/KeyboardSheet.tsx';
import { useKeyboard } from './keyboard/use-keyboard.ts';
import { DropTarget } from './library/DropTarget.tsx';
import { Library } from './library/Library.tsx';
import { ModelLibrary } from './packs/ModelLibrary.tsx';
import { ProjectMenu } from './project/ProjectMenu.tsx';
import { Stage } from './stage/Stage.tsx';
import { useLook } from './state/look.ts';
import { useProject } from './state/project.ts';
import { rememberView } from './state/remember.ts';
import { followProject } from './state/rows/follow-project.ts';
import { isLooking, WAITING_TEXT } from './status/connection-text.ts';
import { Notices } from './status/Notices.tsx';
import { StatusBar } from './status/StatusBar.tsx';

/** The whole page: library, stage, inspector, status. What one shows of another is put together here. */
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
              <Library header={<ProjectMenu />} />
            </aside>
            <main className={styles.stage}>
              <h1 className="visually-hidden">Depthroom</h1>
              <Stage />
            </main>
            <aside className={styles.inspector} aria-label="Inspector">
              <Inspector compare={<ComparePanel />} exports={<ExportTab />} />
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

function Waiting() {
  const connection = useProject((state) => state.connection);
  return (
    <div className={styles.waiting} role="status">
      {isLooking(connection) ? <Loader size="sm" color="teal" /> : null}
      <Text size="sm" maw={420} ta="center">
        {WAITING_TEXT[connection]}
      </Text>
    </div>
  );
}
