import { ActionIcon, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';

interface Props {
  label: string;
  /** What it is called whether it is on or not; left out: `label`. */
  name?: string;
  isOn: boolean;
  onClick(): void;
  children: ReactNode;
}

/** An icon that is on or off. */
export function ToggleIcon({ label, name = label, isOn, onClick, children }: Props) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        aria-label={name}
        aria-pressed={isOn}
        variant={isOn ? 'light' : 'subtle'}
        color={isOn ? 'teal' : 'gray'}
        onClick={onClick}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
