import { Tabs } from '@mantine/core';
import { useEffect, useState } from 'react';
import { ModalDialog } from '../controls/ModalDialog.tsx';
import { richText } from '../language/rich-text.tsx';
import { text } from '../language/text.ts';
import { openDialog, useDialog, useWantedWeights } from '../state/dialogs.ts';
import { tell } from '../state/notices.ts';
import { useProject } from '../state/project.ts';
import { isNewcomer } from '../view/first-offer.ts';
import { titleText } from '../view/pack-text.ts';
import { Catalogue } from './Catalogue.tsx';
import { GetDialog } from './GetDialog.tsx';
import { GetPack } from './GetPack.tsx';
import { InstalledPacks } from './InstalledPacks.tsx';
import { MakePackDialog } from './MakePackDialog.tsx';
import { ModelsFolderPanel } from './ModelsFolderPanel.tsx';
import { arrivedTitles } from './offer-text.ts';
import styles from './packs.module.css';
import { takeModelDrop, useComing } from './take-models.ts';

/** The models that are there, those that can be had, and where they are kept. */
export function ModelLibrary() {
  useEffect(announceArrivals, []);
  useEffect(takeDrops, []);
  return (
    <>
      <Library />
      <GetDialog />
      <MakePackDialog />
    </>
  );
}

function Library() {
  const isAsked = useDialog((state) => state.open);
  const from = useWantedWeights((state) => state.from);
  // What asks for weights out of it stands before it: the card that was pressed is still there afterwards.
  const isOpen = isAsked === 'models' || (isAsked === 'get-pack' && from === 'models');
  const snapshot = useProject((state) => state.snapshot);
  const [tab, setTab] = useState<string | null>(null);
  const isComing = useComing((state) => state.name !== null);
  useEffect(() => {
    if (isComing) setTab('add');
  }, [isComing]);
  const first = isNewcomer(snapshot?.packs ?? []) ? 'published' : 'installed';
  // What is open stays open, also when a download makes more of a newcomer.
  useEffect(() => {
    if (isOpen) setTab((now) => now ?? first);
  }, [isOpen, first]);
  if (!snapshot) return null;
  const { packs, catalogue, downloads, modelsFolder } = snapshot;
  return (
    <ModalDialog
      opened={isOpen}
      onClose={() => openDialog(null)}
      title={text('packs.modelLibrary')}
      size="xl"
    >
      <Tabs value={tab ?? first} onChange={setTab} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="installed">{text('packs.installed')}</Tabs.Tab>
          <Tabs.Tab value="published">{text('packs.published')}</Tabs.Tab>
          <Tabs.Tab value="add">{text('packs.addPack')}</Tabs.Tab>
          <Tabs.Tab value="folder">{text('packs.modelsFolder')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="installed">
          <p className={styles.intro}>
            {richText('packs.installedIntro', { b: (inside) => <b>{inside}</b> })}
          </p>
          <InstalledPacks packs={packs} />
        </Tabs.Panel>
        <Tabs.Panel value="published">
          <Catalogue entries={catalogue} packs={packs} downloads={downloads} />
        </Tabs.Panel>
        <Tabs.Panel value="add">
          <GetPack downloads={downloads} />
        </Tabs.Panel>
        <Tabs.Panel value="folder">
          <ModelsFolderPanel folder={modelsFolder} />
        </Tabs.Panel>
      </Tabs>
    </ModalDialog>
  );
}

/** Says when a download has become a pack, wherever on the page one is by then. */
function announceArrivals(): () => void {
  return useProject.subscribe(({ snapshot }, { snapshot: before }) => {
    if (!snapshot || !before || snapshot === before) return;
    for (const title of arrivedTitles(before, snapshot))
      tell('done', text('packs.hasArrived', { title: titleText(title) }));
  });
}

/** Models are taken before others look at a drop; those see that it is taken. */
function takeDrops(): () => void {
  const take = (event: DragEvent) => {
    if (takeModelDrop([...(event.dataTransfer?.items ?? [])])) event.preventDefault();
  };
  const { dataset } = document.documentElement;
  window.addEventListener('drop', take, { capture: true });
  // Said for whoever waits for it.
  dataset.takesModels = '';
  return () => {
    window.removeEventListener('drop', take, { capture: true });
    delete dataset.takesModels;
  };
}
