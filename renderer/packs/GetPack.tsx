import { Button, Checkbox, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import type { Download } from '../../contract/library.ts';
import { useSubmit } from '../controls/use-submit.ts';
import { call } from '../server/call.ts';
import { tell } from '../state/notices.ts';
import { DownloadRow } from './DownloadRow.tsx';
import styles from './packs.module.css';
import { sendPack } from './send-pack.ts';

/** Three sources of packs: an address, a folder of this computer, files from the browser. */
export function GetPack({ downloads }: { downloads: readonly Download[] }) {
  const [isReplacing, setReplacing] = useState(false);
  return (
    <div className={styles.sources}>
      {downloads.length > 0 && (
        <ul className={styles.list} aria-label="Downloads">
          {downloads.map((download) => (
            <DownloadRow key={download.id} download={download} />
          ))}
        </ul>
      )}
      <Source
        label="Download"
        field="Address of a pack.json"
        help="Its other files lie beside it. A download can be paused, and goes on after a restart."
        button="Download"
        work={async (url) => {
          const { title } = await call('startDownload', { url, replace: isReplacing });
          return `${title} is on its way.`;
        }}
      />
      <Source
        label="From this computer"
        field="Folder of a pack"
        help="The folder with pack.json; it is copied into the library after every file was checked."
        button="Import"
        choose={window.desktop?.chooseFolder}
        work={async (folder) => {
          const { title } = await call('importPackFolder', { folder, replace: isReplacing });
          return `${title} is installed.`;
        }}
      />
      <SendFiles isReplacing={isReplacing} />
      <Checkbox
        label="Replace an installed pack of the same id"
        checked={isReplacing}
        onChange={(event) => setReplacing(event.currentTarget.checked)}
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
  /** Answers with what is to be said when it went well. */
  work(value: string): Promise<string>;
}

function Source({ label, field, help, button, choose, work }: SourceProps) {
  const [value, setValue] = useState('');
  const { isBusy, refusal, submit } = useSubmit(async () => {
    tell('done', await work(value.trim()));
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
          Choose
        </Button>
      )}
      <Button type="submit" loading={isBusy} disabled={value.trim() === ''}>
        {button}
      </Button>
    </form>
  );
}

function SendFiles({ isReplacing }: { isReplacing: boolean }) {
  const input = useRef<HTMLInputElement>(null);
  const [sent, setSent] = useState<number | null>(null);
  const { refusal, submit } = useSubmit(async (files: File[]) => {
    try {
      const pack = await sendPack(files, isReplacing, setSent);
      tell('done', `${pack.title} is installed.`);
    } finally {
      setSent(null);
    }
  });
  return (
    <div>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          if (files.length > 0) void submit(files);
          event.currentTarget.value = '';
        }}
      />
      <Button variant="default" loading={sent !== null} onClick={() => input.current?.click()}>
        Choose the files of a pack
      </Button>
      {sent !== null && <p className={styles.about}>{Math.round(sent * 100)} % sent</p>}
      {refusal && <p className={styles.problem}>{refusal}</p>}
    </div>
  );
}
