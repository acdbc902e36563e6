import { Button, Code } from '@mantine/core';
import { text } from '../language/text.ts';
import { copyText } from '../view/copy-text.ts';
import styles from './packs.module.css';

/** The same in a terminal. */
export function CommandToCopy({ command }: { command: string }) {
  return (
    <div className={styles.command}>
      <Code>{command}</Code>
      <Button size="compact-sm" variant="default" onClick={() => void copyText(command)}>
        {text('packs.copy')}
      </Button>
    </div>
  );
}
