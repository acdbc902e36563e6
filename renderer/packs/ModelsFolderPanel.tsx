import { Button, Group, Progress, TextInput } from '@mantine/core';
import { useState } from 'react';
import { LIBRARY_WORK, type ModelsFolder } from '../../contract/library.ts';
import { BusyButton } from '../controls/BusyButton.tsx';
import { useSubmit } from '../controls/use-submit.ts';
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
    tell('done', `Packs are kept in ${moved.folder} from now on.`);
    setTarget('');
  });
  return (
    <>
      <Facts facts={folderFacts(folder)} />
      {folder.problem && <p className={styles.problem}>{folder.problem}</p>}
      {folder.work && <Work work={folder.work} />}
      <form
        className={styles.source}
        style={{ marginTop: 16 }}
        aria-label="Move"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <TextInput
          flex={1}
          label="Move to"
          description="An empty folder, or one that holds packs only. Everything is copied before anything is removed."
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          value={target}
          error={refusal}
          onChange={(event) => setTarget(event.currentTarget.value)}
        />
        <BusyButton type="submit" isBusy={folder.work?.kind === 'move'} disabled={target.trim() === ''}>
          Move
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
        <span>{work.kind === 'move' ? 'Moving the library' : 'Importing a pack'}</span>
        <span className={styles.quiet}>{timeLeftText(progress?.secondsLeft ?? null)}</span>
      </div>
      <Progress mt={8} size="sm" value={(progress?.fraction ?? 0) * 100} aria-label="Progress of copying" />
      <Group mt="sm">
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => void attempt(() => call('cancelLibraryWork', {}))}
        >
          Cancel
        </Button>
      </Group>
    </div>
  );
}
