import { Button, Group, Progress, TextInput } from '@mantine/core';
import { useState } from 'react';
import { LIBRARY_WORK, type ModelsFolder } from '../../contract/library.ts';
import { BusyButton } from '../controls/BusyButton.tsx';
import { useSubmit } from '../controls/use-submit.ts';
import { sentence } from '../language/sentence.ts';
import { text } from '../language/text.ts';
import { call } from '../server/call.ts';
import { attempt, tell } from '../state/notices.ts';
import { useProject } from '../state/project.ts';
import { timeLeftText } from '../view/time-text.ts';
import { fullPath } from '../view/words/full-path.ts';
import { Facts } from './Facts.tsx';
import { folderFacts } from './pack-facts.ts';
import styles from './packs.module.css';

/** The one folder of packs that did not come with Depthroom: where it is, how full, and how it moves. */
export function ModelsFolderPanel({ folder }: { folder: ModelsFolder }) {
  const [target, setTarget] = useState('');
  const { refusal, submit } = useSubmit(async () => {
    const moved = await call('moveModelsFolder', { folder: fullPath(target) });
    tell('done', text('packs.packsMoved', { folder: moved.folder }));
    setTarget('');
  });
  return (
    <>
      <Facts facts={folderFacts(folder)} />
      {folder.problem && <p className={styles.problem}>{sentence(folder.problem)}</p>}
      {folder.work && <Work work={folder.work} />}
      <form
        className={styles.source}
        style={{ marginTop: 16 }}
        aria-label={text('packs.move')}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <TextInput
          flex={1}
          label={text('packs.moveTo')}
          description={text('packs.moveHelp')}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          value={target}
          error={refusal}
          onChange={(event) => setTarget(event.currentTarget.value)}
        />
        <BusyButton type="submit" isBusy={folder.work?.kind === 'move'} disabled={target.trim() === ''}>
          {text('packs.move')}
        </BusyButton>
      </form>
    </>
  );
}

function Work({ work }: { work: NonNullable<ModelsFolder['work']> }) {
  const progress = useProject((state) => state.progress[LIBRARY_WORK]);
  return (
    <div className={styles.item} style={{ marginTop: 12 }}>
      <div className={styles.title}>
        <span>{work.kind === 'move' ? text('packs.moving') : text('packs.importing')}</span>
        <span className={styles.quiet}>{timeLeftText(progress?.secondsLeft ?? null)}</span>
      </div>
      <Progress
        mt={8}
        size="sm"
        value={(progress?.fraction ?? 0) * 100}
        aria-label={text('packs.copyingProgress')}
      />
      <Group mt="sm">
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => void attempt(() => call('cancelLibraryWork', {}))}
        >
          {text('packs.cancel')}
        </Button>
      </Group>
    </div>
  );
}
