import { Button, Group, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ModalDialog } from '../controls/ModalDialog.tsx';
import { useSubmit } from '../controls/use-submit.ts';
import { openProject } from './open-project.ts';

/** A project is a folder: this asks for it. */
export function ProjectDialog({ isOpen, onClose }: { isOpen: boolean; onClose(): void }) {
  const [folder, setFolder] = useState('');
  const { desktop } = window;
  const { isBusy, refusal, submit } = useSubmit(async (create: boolean) => {
    await openProject(folder.trim(), create);
    onClose();
  });
  const choose = async () => {
    const chosen = await desktop?.chooseFolder();
    if (chosen) setFolder(chosen);
  };
  return (
    <ModalDialog opened={isOpen} onClose={onClose} title="Open or create a project">
      <Text size="sm" c="dimmed" mb="md">
        A project is one folder with everything in it: copy it, and the copy is a project too.
      </Text>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit(false);
        }}
      >
        <Group align="flex-start" gap="xs">
          <TextInput
            flex={1}
            label="Folder"
            placeholder="Its full path"
            data-autofocus
            value={folder}
            error={refusal}
            onChange={(event) => setFolder(event.currentTarget.value)}
          />
          {desktop && (
            <Button variant="default" mt={22} onClick={() => void choose()}>
              Choose
            </Button>
          )}
        </Group>
        <Group mt="lg" justify="flex-end">
          <Button
            variant="default"
            disabled={folder.trim() === ''}
            loading={isBusy}
            onClick={() => void submit(true)}
          >
            Create here
          </Button>
          <Button type="submit" disabled={folder.trim() === ''} loading={isBusy}>
            Open
          </Button>
        </Group>
      </form>
    </ModalDialog>
  );
}
