import { ScrollArea, Tabs } from '@mantine/core';
import type { ReactNode } from 'react';
import { part } from '../controls/part.tsx';
import sections from '../controls/sections.module.css';
import { text } from '../language/text.ts';
import { useInspector } from '../state/inspector.ts';
import { useProject } from '../state/project.ts';
import { useStage } from '../state/use-stage.ts';
import styles from './inspector.module.css';
import { PackList } from './PackList.tsx';

const CameraPanel = part(async () => (await import('./CameraPanel.tsx')).CameraPanel);
const RunList = part(async () => (await import('./RunList.tsx')).RunList);

interface Props {
  compare: ReactNode;
  exports: ReactNode;
}

/** On the right: run models on the photo, see how its runs went, compare them, say how it was taken, take results away. */
export function Inspector({ compare, exports }: Props) {
  const { photo, allRuns } = useStage();
  const older = useProject((state) => (photo ? (state.older[photo.id] ?? 0) : 0));
  const count = allRuns.length + older;
  const tab = useInspector((state) => state.tab);
  return (
    <Tabs
      value={tab}
      onChange={(value) => value && useInspector.setState({ tab: value })}
      className={styles.inspector}
      classNames={{ tab: styles.tab, tabLabel: styles.tabLabel }}
      keepMounted={false}
    >
      <Tabs.List grow className={styles.tabs}>
        <Tabs.Tab value="models">{text('inspector.tabModels')}</Tabs.Tab>
        <Tabs.Tab
          value="runs"
          rightSection={count > 0 ? <span className={styles.count}>{count}</span> : null}
        >
          {text('inspector.tabRuns')}
        </Tabs.Tab>
        <Tabs.Tab value="compare">{text('inspector.tabCompare')}</Tabs.Tab>
        <Tabs.Tab value="camera">{text('inspector.tabCamera')}</Tabs.Tab>
        <Tabs.Tab value="export">{text('inspector.tabExport')}</Tabs.Tab>
      </Tabs.List>
      <ScrollArea className={styles.scroll} type="auto" offsetScrollbars={false} scrollbarSize={8}>
        <Tabs.Panel value="models" className={styles.panel}>
          <PackList />
        </Tabs.Panel>
        <Tabs.Panel value="runs" className={styles.panel}>
          <RunList photo={photo} runs={allRuns} older={older} />
        </Tabs.Panel>
        <Tabs.Panel value="compare" className={styles.panel}>
          {compare}
        </Tabs.Panel>
        <Tabs.Panel value="camera" className={styles.panel}>
          {photo ? (
            <CameraPanel key={photo.id} photo={photo} />
          ) : (
            <p className={sections.empty}>{text('inspector.noPhotoForCamera')}</p>
          )}
        </Tabs.Panel>
        <Tabs.Panel value="export" className={styles.panel}>
          {exports}
        </Tabs.Panel>
      </ScrollArea>
    </Tabs>
  );
}
