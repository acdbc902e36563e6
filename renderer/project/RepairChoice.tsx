import { Button, Group, Text } from '@mantine/core';
import type { Repair } from '../../contract/trash.ts';
import { Refusal } from '../controls/Refusal.tsx';
import { useSubmit } from '../controls/use-submit.ts';
import { openAsked, useAsked } from './open-project.ts';
import styles from './project.module.css';
import { REPAIRS, troubleText } from './repair-text.ts';

/** Asks how to go on with a project whose database is lost. */
export function RepairChoice({ trouble }: { trouble: string }) {
  const { isBusy, refusal, submit } = useSubmit((repair: Repair) => openAsked(false, repair));
  return (
    <>
      <p className={styles.trouble}>{troubleText(trouble)}</p>
      <Text size="sm" c="dimmed" mt={6} mb="md">
        Nothing was changed. If you have a copy of project.db, put it back into the folder and open it again.
        Otherwise choose how to go on; what is in the way is kept in the folder “backups” of the project.
      </Text>
      <div className={styles.choices}>
        {REPAIRS.map(({ repair, title, sentence }, index) => (
          <button
            key={repair}
            data-autofocus={index === 0 || undefined}
            type="button"
            className={styles.choice}
            aria-disabled={isBusy}
            onClick={() => isBusy || void submit(repair)}
          >
            <b>{title}</b>
            <span>{sentence}</span>
          </button>
        ))}
      </div>
      <Refusal reason={refusal} />
      <Group mt="md" justify="flex-end">
        <Text size="sm" c="dimmed" role="status">
          {isBusy && 'Opening the project'}
        </Text>
        <Button variant="default" disabled={isBusy} onClick={() => useAsked.setState({ trouble: null })}>
          Choose another folder
        </Button>
      </Group>
    </>
  );
}
