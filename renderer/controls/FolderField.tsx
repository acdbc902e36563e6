import { Button, Group, TextInput } from '@mantine/core';
import type { ReactNode, Ref } from 'react';
import { text } from '../language/text.ts';
import { desktop } from '../server/desktop.ts';

interface Props {
  label: string;
  value: string;
  onChange(folder: string): void;
  /** The first field of a dialog has the focus. */
  isFirst?: boolean;
  error?: ReactNode;
  ref?: Ref<HTMLInputElement>;
}

/** A folder by its full path; in the window it can be chosen. */
export function FolderField({ label, value, onChange, isFirst = false, error, ref }: Props) {
  const window = desktop();
  const choose = async () => {
    const folder = await window?.chooseFolder();
    if (folder) onChange(folder);
  };
  return (
    <Group align="flex-start" gap="xs">
      <TextInput
        ref={ref}
        flex={1}
        label={label}
        placeholder={text('controls.fullPath')}
        data-autofocus={isFirst || undefined}
        value={value}
        error={error}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {window && (
        <Button
          variant="default"
          mt={22}
          aria-label={text('controls.chooseFor', { label })}
          onClick={() => void choose()}
        >
          {text('controls.choose')}
        </Button>
      )}
    </Group>
  );
}
