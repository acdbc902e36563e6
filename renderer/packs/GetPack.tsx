import { Button, Checkbox, Group, Progress, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Download } from '../../contract/library.ts';
import { BusyButton } from '../controls/BusyButton.tsx';
import { Refusal } from '../controls/Refusal.tsx';
import { useSubmit } from '../controls/use-submit.ts';
import { text } from '../language/text.ts';
import { call } from '../server/call.ts';
import { tell } from '../state/notices.ts';
import { chooseFiles, chooseFolder } from '../view/choose-files.ts';
import { filesOfChosen } from '../view/dropped/read-dropped.ts';
import { titleText } from '../view/pack-text.ts';
import { fullPath } from '../view/words/full-path.ts';
import { DownloadRow } from './DownloadRow.tsx';
import { comingText } from './download-text.ts';
import { isGraph } from './model-files.ts';
import styles from './packs.module.css';
import { sendPack } from './send-pack.ts';
import { askAboutGraph, folderPathOf, pathOf, takeFiles, takeFolder, useComing } from './take-models.ts';

/** Sources of packs: an address, a folder of this computer, files and folders from the browser or dropped on the page. */
export function GetPack({ downloads }: { downloads: readonly Download[] }) {
  const isReplacing = useComing((state) => state.isReplacing);
  return (
    <div className={styles.sources}>
      {downloads.length > 0 && (
        <ul className={styles.list} aria-label={text('packs.downloads')}>
          {downloads.map((download) => (
            <li key={download.id} className={styles.item} aria-label={titleText(download.title)}>
              <div className={styles.title}>{titleText(download.title)}</div>
              <DownloadRow download={download} />
            </li>
          ))}
        </ul>
      )}
      <Source
        label={text('packs.download')}
        field={text('packs.packAddress')}
        help={text('packs.packAddressHelp')}
        button={text('packs.download')}
        work={async (url) => {
          const { title } = await call('startDownload', { url, replace: isReplacing });
          return text('packs.isOnItsWay', { title: titleText(title) });
        }}
      />
      <Source
        label={text('packs.fromThisComputer')}
        field={text('packs.packFolder')}
        help={text('packs.packFolderHelp')}
        button={text('packs.import')}
        choose={window.desktop?.chooseFolder}
        work={async (folder) => {
          if (isGraph(folder)) return askAboutGraph({ file: fullPath(folder) }).then(() => null);
          const { title } = await call('importPackFolder', {
            folder: fullPath(folder),
            replace: isReplacing,
          });
          return text('packs.isInstalled', { title: titleText(title) });
        }}
      />
      <ComingModel />
      <SendFiles isReplacing={isReplacing} />
      <Checkbox
        label={text('packs.replaceSameId')}
        checked={isReplacing}
        onChange={(event) => useComing.setState({ isReplacing: event.currentTarget.checked })}
      />
    </div>
  );
}

interface SourceProps {
  label: string;
  field: string;
  help: string;
  button: string;
  choose?(): Promise<string | null>;
  /** Answers with what is to be said when it went well; null where that shows by itself. */
  work(value: string): Promise<string | null>;
}

function Source({ label, field, help, button, choose, work }: SourceProps) {
  const [value, setValue] = useState('');
  const { isBusy, refusal, submit } = useSubmit(async () => {
    const said = await work(value.trim());
    if (said !== null) tell('done', said);
    setValue('');
  });
  const pick = async () => {
    const chosen = await choose?.();
    if (chosen) setValue(chosen);
  };
  return (
    <form
      className={styles.source}
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <TextInput
        flex={1}
        label={field}
        description={help}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        value={value}
        error={refusal}
        onChange={(event) => setValue(event.currentTarget.value)}
      />
      {choose && (
        <Button variant="default" onClick={() => void pick()}>
          {text('packs.choose')}
        </Button>
      )}
      <BusyButton type="submit" isBusy={isBusy} disabled={value.trim() === ''}>
        {button}
      </BusyButton>
    </form>
  );
}

function SendFiles({ isReplacing }: { isReplacing: boolean }) {
  const [sent, setSent] = useState<number | null>(null);
  const { refusal, submit } = useSubmit(async (files: readonly File[]) => {
    try {
      const folder = pathOf(files.find(({ name }) => name === 'pack.json') ?? null);
      const pack = folder
        ? await call('importPackFolder', { folder, replace: isReplacing })
        : await sendPack(files, isReplacing, setSent);
      tell('done', text('packs.isInstalled', { title: titleText(pack.title) }));
    } finally {
      setSent(null);
    }
  });
  return (
    <div>
      <Group gap="xs">
        <ChooseFolder />
        <BusyButton
          variant="default"
          isBusy={sent !== null}
          onClick={() => chooseFiles('', (files) => void submit(files))}
        >
          {text('packs.choosePackFiles')}
        </BusyButton>
        <Button variant="default" onClick={() => chooseFiles('', (files) => void takeFiles(files))}>
          {text('packs.chooseGraph')}
        </Button>
      </Group>
      <p className={styles.about}>{text('packs.dropHint')}</p>
      {sent !== null && (
        <p className={styles.about}>{text('packs.percentSent', { percent: Math.round(sent * 100) })}</p>
      )}
      <Refusal reason={refusal} />
    </div>
  );
}

/** What drops do, for the keyboard: a folder that the browser sends. */
function ChooseFolder() {
  const isBusy = useComing((state) => state.name !== null);
  const take = (files: readonly File[]) => {
    const [name] = files[0]?.webkitRelativePath.split('/') ?? [];
    if (name) void takeFolder(filesOfChosen(files), name, folderPathOf(files[0]));
  };
  return (
    <BusyButton variant="default" isBusy={isBusy} onClick={() => chooseFolder(take)}>
      {text('packs.chooseFolder')}
    </BusyButton>
  );
}

/** A model that was dropped or chosen: how far it is, or why it was refused. */
function ComingModel() {
  const { name, share, refusal } = useComing();
  if (name === null && refusal === null) return null;
  return (
    <div className={styles.item}>
      {name !== null && (
        <>
          <div className={styles.title}>
            <span role="status">{name}</span>
            <span className={styles.quiet}>{comingText(share)}</span>
          </div>
          <Progress mt={8} size="sm" value={share * 100} aria-label={text('packs.sendingThis', { name })} />
        </>
      )}
      <Refusal reason={refusal} />
    </div>
  );
}
