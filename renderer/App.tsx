import { Loader, Text } from '@mantine/core';
import { useEffect } from 'react';
import styles from './App.module.css';
import { ComparePanel } from './compare/ComparePanel.tsx';
import { usePanels } from './controls/panels.ts';
import { ExportTab } from './export/ExportTab.tsx';
import { Inspector } from './inspector/Inspector.tsx';
import { KeyboardSheet } from './keyboard/KeyboardSheet.tsx';
import { useKeyboard } from './keyboard/use-keyboard.ts';
import { DropTarget } from './library/DropTarget.tsx';
import { Library } from './library/Library.tsx';
import { ModelLibrary } from './packs/ModelLibrary.tsx';
import { ProjectMenu } from './project/ProjectMenu.tsx';
import { pageStyle, SidePanel } from './SidePanel.tsx';
import { Stage } from './stage/Stage.tsx';
import { useModals } from './state/dialogs.ts';
import { useLook } from './state/look.ts';
import { followProject, useProject } from './state/project.ts';
import { rememberView, useViewOf } from './state/remember.ts';
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
  const folder = useProject((state) => state.snapshot?.project.folder ?? null);
  const viewOf = useViewOf((state) => state.folder);
  // What was looked at last is there before anything is shown, so that nothing jumps.
  const isThere = folder !== null && viewOf === folder;
  const isQuiet = useLook((state) => state.isQuiet);
  const panels = usePanels();
  const isBehind = useModals((state) => state.open.length > 0);
  return (
    <>
      {isThere ? (
        <DropTarget>
          <div
            className={styles.page}
            data-quiet={isQuiet || undefined}
            style={pageStyle(panels)}
            inert={isBehind}
          >
            <div className={styles.row}>
              <SidePanel name="library" label="Library">
                <Library header={<ProjectMenu />} />
              </SidePanel>
              <main className={styles.stage}>
                <h1 className="visually-hidden">Depthroom</h1>
                <Stage />
              </main>
              <SidePanel name="inspector" label="Inspector">
                <Inspector compare={<ComparePanel />} exports={<ExportTab />} />
              </SidePanel>
            </div>
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
