import { Button, Group, Text } from '@mantine/core';
import type { Repair } from '../../contract/trash.ts';
import { Refusal } from '../controls/Refusal.tsx';
import { useSubmit } from '../controls/use-submit.ts';
import { sentence } from '../language/sentence.ts';
import { text } from '../language/text.ts';
import { openAsked, useAsked } from './open-project.ts';
import styles from './project.module.css';
import { REPAIRS, troubleText } from './repair-text.ts';

/** Asks how to go on with a project whose database is lost. */
export function RepairChoice({ trouble }: { trouble: string }) {
  const { isBusy, refusal, submit } = useSubmit((repair: Repair) => openAsked(false, repair));
  return (
    <>
      <p className={styles.trouble}>{sentence(troubleText(trouble))}</p>
      <Text size="sm" c="dimmed" mt={6} mb="md">
        {text('project.repairIntro')}
      </Text>
      <div className={styles.choices}>
        {REPAIRS.map(({ repair, title, help }, index) => (
          <button
            key={repair}
            data-autofocus={index === 0 || undefined}
            type="button"
            className={styles.choice}
            aria-disabled={isBusy}
            onClick={() => isBusy || void submit(repair)}
          >
            <b>{title}</b>
            <span>{help}</span>
          </button>
        ))}
      </div>
      <Refusal reason={refusal} />
      <Group mt="md" justify="flex-end">
        <Text size="sm" c="dimmed" role="status">
          {isBusy && text('project.opening')}
        </Text>
        <Button variant="default" disabled={isBusy} onClick={() => useAsked.setState({ trouble: null })}>
          {text('project.chooseAnotherFolder')}
        </Button>
      </Group>
    </>
  );
}
