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
import { useModals } from './state/dialogs.ts';
import { useLook } from './state/look.ts';
import { followProject, useProject } from './state/project.ts';
import { rememberView } from './state/remember.ts';
import { isLooking, WAITING_TEXT } from './status/connection-text.ts';
import { Notices } from './status/Notices.tsx';
import { StatusBar } from './status/StatusBar.tsx';
import { followContextMenuKey } from './view/focus/context-menu-key.ts';
import { keepFocus } from './view/focus/keep-focus.ts';

/** The whole page: library, stage, inspector, status. What one shows of another is put together here. */
export function App() {
  useEffect(() => {
    const stop = new AbortController();
    const stopRemembering = rememberView();
    const stopKeeping = keepFocus();
    const stopMenus = followContextMenuKey();
    void followProject(stop.signal);
    return () => {
      stop.abort();
      stopRemembering();
      stopKeeping();
      stopMenus();
    };
  }, []);
  useKeyboard();
  const isThere = useProject((state) => state.snapshot !== null);
  const isQuiet = useLook((state) => state.isQuiet);
  const isBehind = useModals((state) => state.open.length > 0);
  return (
    <>
      {isThere ? (
        <DropTarget>
          <div className={styles.page} data-quiet={isQuiet || undefined} inert={isBehind}>
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
      {/* What opens over the page belongs to a part of it, too. */}
      <section id="popups" aria-label="Menus" data-focus-edge="passing" />
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
