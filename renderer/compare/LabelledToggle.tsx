import { Tooltip, UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './styles/compare.module.css';

interface Props {
  /** What stands below the icon. */
  word: string;
  label: string;
  isOn: boolean;
  onClick(): void;
  children: ReactNode;
}

/** An icon with a word, on or off. */
export function LabelledToggle({ word, label, isOn, onClick, children }: Props) {
  return (
    <Tooltip label={label}>
      <UnstyledButton
        className={styles.toggle}
        aria-label={label}
        aria-pressed={isOn}
        data-on={isOn || undefined}
        onClick={onClick}
      >
        {children}
        <span className={styles.word} aria-hidden="true">
          {word}
        </span>
      </UnstyledButton>
    </Tooltip>
  );
}
