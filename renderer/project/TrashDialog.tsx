import { Button, Group } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Snapshot } from '../../contract/calls/snapshot.ts';
import type { TrashEntry } from '../../contract/trash.ts';
import { BusyButton } from '../controls/BusyButton.tsx';
import { ModalDialog } from '../controls/ModalDialog.tsx';
import { useSubmit } from '../controls/use-submit.ts';
import { sentence } from '../language/sentence.ts';
import { text } from '../language/text.ts';
import { call } from '../server/call.ts';
import { openDialog, useDialog } from '../state/dialogs.ts';
import { attempt } from '../state/notices.ts';
import styles from './project.module.css';
import { askToDeleteFiles, askToEmptyTrash, restoreEntry, takeInUnknownFiles } from './trash.ts';
import {
  EMPTY_TRASH_TEXT,
  entryFacts,
  entryTitle,
  TRASH_TEXT,
  unknownFilesText,
  unreadableText,
} from './trash-text.ts';

/** What was removed and can be brought back, and what of the project could not be read or is not known. */
export function TrashDialog({ snapshot }: { snapshot: Snapshot }) {
  const isOpen = useDialog((state) => state.open === 'trash');
  return (
    <ModalDialog opened={isOpen} onClose={() => openDialog(null)} title={text('project.trash')} size="lg">
      <Content snapshot={snapshot} />
    </ModalDialog>
  );
}

function Content({ snapshot: { project, trash, unreadable } }: { snapshot: Snapshot }) {
  const entries = useEntries(`${project.folder} ${trash.removed} ${trash.unknownFiles}`);
  const removed = entries?.filter(({ kind }) => kind !== 'unknown-files');
  return (
    <div className={styles.trash}>
      {trash.unknownFiles > 0 && <UnknownFiles count={trash.unknownFiles} entries={entries ?? []} />}
      {unreadable.length > 0 && (
        <details className={styles.unreadable}>
          <summary>{unreadableText(unreadable.length)}</summary>
          <ul>
            {unreadable.map((reason) => (
              <li key={reason}>{sentence(reason)}</li>
            ))}
          </ul>
        </details>
      )}
      <p className={styles.about}>{removed?.length === 0 ? EMPTY_TRASH_TEXT : TRASH_TEXT}</p>
      {removed && removed.length > 0 && (
        <ul className={styles.entries} aria-label={text('project.removed')}>
          {removed.map((entry) => (
            <Entry key={entry.id} entry={entry} onRestore={() => restoreEntry(entry)} />
          ))}
        </ul>
      )}
      {removed && removed.length > 0 && (
        <Group justify="flex-end">
          <Button variant="default" c="red.4" onClick={() => askToEmptyTrash(removed)}>
            {text('project.emptyTrash')}
          </Button>
        </Group>
      )}
    </div>
  );
}

/** What is in the trash; asked again whenever `key` is another one. Null until it is known. */
function useEntries(key: string): TrashEntry[] | null {
  const [entries, setEntries] = useState<TrashEntry[] | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says when the trash has changed.
  useEffect(() => {
    let isOver = false;
    void attempt(async () => {
      const listed = await call('listTrash', {});
      if (!isOver) setEntries(listed);
    });
    return () => {
      isOver = true;
    };
  }, [key]);
  return entries;
}

function Entry({ entry, onRestore }: { entry: TrashEntry; onRestore(): Promise<void> }) {
  const { isBusy, submit } = useSubmit(onRestore);
  const title = entryTitle(entry);
  return (
    <li>
      <div className={styles.entryText}>
        <b title={title}>{title}</b>
        <span>{entryFacts(entry, Date.now())}</span>
      </div>
      <BusyButton
        variant="default"
        aria-label={text('project.restoreThis', { title })}
        isBusy={isBusy}
        onClick={() => void submit()}
      >
        {text('project.restore')}
      </BusyButton>
    </li>
  );
}

/** The question about files that no row speaks of. */
function UnknownFiles({ count, entries }: { count: number; entries: readonly TrashEntry[] }) {
  const { isBusy, submit } = useSubmit(takeInUnknownFiles);
  return (
    <section className={styles.unknown}>
      <b>{unknownFilesText(count)}</b>
      <p>{text('project.takeInHelp')}</p>
      <Group gap="xs">
        <BusyButton isBusy={isBusy} onClick={() => void submit()}>
          {text('project.takeIn')}
        </BusyButton>
        <Button variant="default" c="red.4" disabled={isBusy} onClick={() => askToDeleteFiles(entries)}>
          {text('project.deleteForGood')}
        </Button>
      </Group>
    </section>
  );
}
