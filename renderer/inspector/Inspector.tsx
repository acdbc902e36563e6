import { ScrollArea, Tabs } from '@mantine/core';
import { ComparePanel } from '../compare/ComparePanel.tsx';
import sections from '../controls/sections.module.css';
import { ExportPanel } from '../export/ExportPanel.tsx';
import { useInspector } from '../state/inspector.ts';
import { useStage } from '../state/use-stage.ts';
import { CameraPanel } from './CameraPanel.tsx';
import styles from './inspector.module.css';
import { PackList } from './PackList.tsx';
import { RunList } from './RunList.tsx';

/** On the right: run models on the photo, see how its runs went, say how it was taken, take results away. */
export function Inspector() {
  const { photo, allRuns, activeRun } = useStage();
  const tab = useInspector((state) => state.tab);
  return (
    <Tabs
      value={tab}
      onChange={(value) => value && useInspector.setState({ tab: value })}
      className={styles.inspector}
      keepMounted={false}
    >
      <Tabs.List grow className={styles.tabs}>
        <Tabs.Tab value="models">Models</Tabs.Tab>
        <Tabs.Tab
          value="runs"
          rightSection={allRuns.length > 0 ? <span className={styles.count}>{allRuns.length}</span> : null}
        >
          Runs
        </Tabs.Tab>
        <Tabs.Tab value="compare">Compare</Tabs.Tab>
        <Tabs.Tab value="camera">Camera</Tabs.Tab>
        <Tabs.Tab value="export">Export</Tabs.Tab>
      </Tabs.List>
      <ScrollArea className={styles.scroll} type="auto" offsetScrollbars={false} scrollbarSize={8}>
        <Tabs.Panel value="models" className={styles.panel}>
          <PackList />
        </Tabs.Panel>
        <Tabs.Panel value="runs" className={styles.panel}>
          <RunList photo={photo} runs={allRuns} />
        </Tabs.Panel>
        <Tabs.Panel value="compare" className={styles.panel}>
          <ComparePanel />
        </Tabs.Panel>
        <Tabs.Panel value="camera" className={styles.panel}>
          {photo ? (
            <CameraPanel key={photo.id} photo={photo} />
          ) : (
            <p className={sections.empty}>Add a photo to see how it was taken.</p>
          )}
        </Tabs.Panel>
        <Tabs.Panel value="export" className={styles.panel}>
          {photo && activeRun?.state === 'done' ? (
            <ExportPanel key={activeRun.id} photo={photo} run={activeRun} />
          ) : (
            <p className={sections.empty}>
              Depth leaves as a mesh, a point cloud or a depth image, made for the program that will open it.
              Run a model first.
            </p>
          )}
        </Tabs.Panel>
      </ScrollArea>
    </Tabs>
  );
}
