import { Tabs } from '@mantine/core';
import { ModalDialog } from '../controls/ModalDialog.tsx';
import { openDialog, useDialog } from '../state/dialogs.ts';
import { useProject } from '../state/project.ts';
import { Catalogue } from './Catalogue.tsx';
import { GetPack } from './GetPack.tsx';
import { InstalledPacks } from './InstalledPacks.tsx';
import { ModelsFolderPanel } from './ModelsFolderPanel.tsx';
import styles from './packs.module.css';

/** The models that are there, those that can be had, and where they are kept. */
export function ModelLibrary() {
  const isOpen = useDialog((state) => state.open === 'models');
  const snapshot = useProject((state) => state.snapshot);
  if (!snapshot) return null;
  return (
    <ModalDialog opened={isOpen} onClose={() => openDialog(null)} title="Model library" size="xl">
      <Tabs defaultValue="installed" keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="installed">Installed</Tabs.Tab>
          <Tabs.Tab value="published">Published weights</Tabs.Tab>
          <Tabs.Tab value="add">Add a pack</Tabs.Tab>
          <Tabs.Tab value="folder">Models folder</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="installed">
          <p className={styles.intro}>
            A pack is a folder with the weights of one system. <b>Starter weights, not the published ones</b>,
            were trained small so that everything works at once: judge a system by its published weights.
          </p>
          <InstalledPacks packs={snapshot.packs} />
        </Tabs.Panel>
        <Tabs.Panel value="published">
          <Catalogue entries={snapshot.catalogue} packs={snapshot.packs} />
        </Tabs.Panel>
        <Tabs.Panel value="add">
          <GetPack downloads={snapshot.downloads} />
        </Tabs.Panel>
        <Tabs.Panel value="folder">
          <ModelsFolderPanel folder={snapshot.modelsFolder} />
        </Tabs.Panel>
      </Tabs>
    </ModalDialog>
  );
}
