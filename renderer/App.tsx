import { Loader, Text } from '@mantine/core';
import { useEffect } from 'react';
import styles from './App.module.css';
import { part, useIdle, useOnceWanted } from './controls/part.tsx';
import { text } from './language/text.ts';
import { DropTarget } from './library/DropTarget.tsx';
import { Library } from './library/Library.tsx';
import { PanelPage, SidePanel } from './SidePanel.tsx';
import { desktop } from './server/desktop.ts';
import { useDialog, useModals } from './state/dialogs.ts';
import { useLook } from './state/look.ts';
import { useProject } from './state/project.ts';
import { rememberView, useViewOf } from './state/remember.ts';
import { followProject } from './state/rows/follow-project.ts';
import { isLooking, WAITING_TEXT } from './status/connection-text.ts';
import { Notices } from './status/Notices.tsx';
import { followContextMenuKey } from './view/focus/context-menu-key.ts';
import { keepFocus } from './view/focus/keep-focus.ts';

const BenchmarkDialog = part(async () => (await import('./benchmark/BenchmarkDialog.tsx')).BenchmarkDialog);
const ComparePanel = part(async () => (await import('./compare/ComparePanel.tsx')).ComparePanel);
const ExportTab = part(async () => (await import('./export/ExportTab.tsx')).ExportTab);
const Inspector = part(async () => (await import('./inspector/Inspector.tsx')).Inspector);
const Stage = part(async () => (await import('./stage/Stage.tsx')).Stage);
const WatchDialog = part(async () => (await import('./watch/WatchDialog.tsx')).WatchDialog);
const StatusBar = part(async () => (await import('./status/StatusBar.tsx')).StatusBar);
const ProjectMenu = part(async () => (await import('./project/ProjectMenu.tsx')).ProjectMenu);
const Keys = part(async () => (await import('./keyboard/Keys.tsx')).Keys);
const KeyboardSheet = part(async () => (await import('./keyboard/KeyboardSheet.tsx')).KeyboardSheet);
const ModelLibrary = part(async () => (await import('./packs/ModelLibrary.tsx')).ModelLibrary);

/** The whole page: library, stage, inspector, status. What one shows of another is put together here. */
export function App() {
  useEffect(() => {
    const stop = new AbortController();
    const stopRemembering = rememberView();
    // On its way while the core is asked.
    void import('./stage/Stage.tsx');
    void import('./inspector/Inspector.tsx');
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
  const folder = useProject((state) => state.snapshot?.project.folder ?? null);
  const viewOf = useViewOf((state) => state.folder);
  // What was looked at last is there before anything is shown, so that nothing jumps.
  const isThere = folder !== null && viewOf === folder;
  useEffect(() => {
    if (!isThere || !desktop()) return;
    let stop: (() => void) | null = () => {};
    void import('./desktop/follow-desktop.ts').then(({ followDesktop }) => {
      if (stop) stop = followDesktop();
    });
    return () => {
      stop?.();
      stop = null;
    };
  }, [isThere]);
  const isQuiet = useLook((state) => state.isQuiet);
  const isBehind = useModals((state) => state.open.length > 0);
  const hasBenchmark = useOnceWanted(useDialog((state) => state.open === 'benchmark'));
  const hasWatch = useOnceWanted(useDialog((state) => state.open === 'watch'));
  const hasKeys = useOnceWanted(useDialog((state) => state.open === 'keyboard'));
  // It also says what has arrived.
  const hasModels = useIdle();
  return (
    <>
      {isThere ? (
        <DropTarget>
          <PanelPage data-quiet={isQuiet || undefined} inert={isBehind}>
            <div className={styles.row}>
              <SidePanel name="library" label={text('app.library')}>
                <Library
                  header={
                    <div className={styles.header}>
                      <ProjectMenu />
                    </div>
                  }
                />
              </SidePanel>
              <main className={styles.stage}>
                <h1 className="visually-hidden">Depthroom</h1>
                <Stage />
              </main>
              <SidePanel name="inspector" label={text('app.inspector')}>
                <Inspector compare={<ComparePanel />} exports={<ExportTab />} />
              </SidePanel>
            </div>
            <footer className={styles.status}>
              <StatusBar />
            </footer>
          </PanelPage>
        </DropTarget>
      ) : (
        <Waiting />
      )}
      {/* What opens over the page belongs to a part of it, too. */}
      <section id="popups" aria-label={text('app.menus')} data-focus-edge="passing" />
      <Keys />
      {hasKeys && <KeyboardSheet />}
      {hasBenchmark && <BenchmarkDialog />}
      {hasWatch && <WatchDialog />}
      {hasModels && <ModelLibrary />}
      <Notices />
    </>
  );
}

function Waiting() {
  const connection = useProject((state) => state.connection);
  return (
    <main className={styles.waiting}>
      <h1 className="visually-hidden">Depthroom</h1>
      {isLooking(connection) ? <Loader size="sm" color="teal" /> : null}
      <Text size="sm" maw={420} ta="center" role="status">
        {WAITING_TEXT[connection]}
      </Text>
    </main>
  );
}
