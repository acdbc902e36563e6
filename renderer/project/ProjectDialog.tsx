import { Group, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { BusyButton } from '../controls/BusyButton.tsx';
import { FolderField } from '../controls/FolderField.tsx';
import { ModalDialog } from '../controls/ModalDialog.tsx';
import { useSubmit } from '../controls/use-submit.ts';
import { text } from '../language/text.ts';
import { useProject } from '../state/project.ts';
import { openAsked, useAsked } from './open-project.ts';
import { RepairChoice } from './RepairChoice.tsx';
import { switchText } from './switch-text.ts';

/** A project is a folder: this asks for it, and how to go on where its database is lost. */
export function ProjectDialog() {
  const { isOpen, trouble } = useAsked();
  return (
    <ModalDialog
      opened={isOpen}
      onClose={() => useAsked.setState({ isOpen: false })}
      title={trouble === null ? text('project.openOrCreate') : text('project.databaseLost')}
      size={trouble === null ? 'md' : 'lg'}
    >
      {trouble === null ? <FolderForm /> : <RepairChoice trouble={trouble} />}
    </ModalDialog>
  );
}

function FolderForm() {
  const folder = useAsked((state) => state.folder);
  const field = useRef<HTMLInputElement>(null);
  const snapshot = useProject((state) => state.snapshot);
  const queue = useProject((state) => state.queue);
  const left = snapshot && switchText(snapshot.project, queue);
  const { isBusy, refusal, submit } = useSubmit((create: boolean) => openAsked(create));
  // What was refused is corrected where it was written.
  useEffect(() => {
    if (refusal !== null) field.current?.focus();
  }, [refusal]);
  return (
    <>
      <Text size="sm" c="dimmed" mb="md">
        {text('project.whatAProjectIs')}
      </Text>
      {left && (
        <Text size="sm" mb="md">
          {left}
        </Text>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit(false);
        }}
      >
        <FolderField
          ref={field}
          label={text('project.folder')}
          value={folder}
          onChange={(typed) => useAsked.setState({ folder: typed })}
          isFirst
          error={refusal}
        />
        <Group mt="lg" justify="flex-end">
          <BusyButton
            variant="default"
            disabled={folder.trim() === ''}
            isBusy={isBusy}
            onClick={() => void submit(true)}
          >
            {text('project.createHere')}
          </BusyButton>
          <BusyButton type="submit" disabled={folder.trim() === ''} isBusy={isBusy}>
            {text('project.open')}
          </BusyButton>
        </Group>
      </form>
    </>
  );
}
