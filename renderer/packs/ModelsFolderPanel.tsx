import { Button, Group, Progress, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { bytesText } from '../../contract/bytes-text.ts';
import { toFailure } from '../../contract/errors.ts';
import { LIBRARY_WORK, type ModelsFolder } from '../../contract/library.ts';
import { call } from '../server/call.ts';
import { attempt, tell } from '../state/notices.ts';
import { useProject } from '../state/project.ts';
import { timeLeftText } from '../view/time-text.ts';
import { Facts } from './Facts.tsx';
import styles from './packs.module.css';

/** The one folder of packs that did not come with Depthroom: where it is, how full, and how it moves. */
export function ModelsFolderPanel({ folder }: { folder: ModelsFolder }) {
  const [target, setTarget] = useState('');
  const [refusal, setRefusal] = useState<string | null>(null);
  const move = async (event: FormEvent) => {
    event.preventDefault();
    setRefusal(null);
    try {
      const moved = await call('moveModelsFolder', { folder: target.trim() });
      tell('done', `Packs are kept in ${moved.folder} from now on.`);
      setTarget('');
    } catch (thrown) {
      setRefusal(toFailure(thrown).message);
    }
  };
  return (
    <>
      <Facts
        facts={[
          ['Folder', folder.folder],
          ['Holds', bytesText(folder.bytes)],
          ['Free there', folder.freeBytes === null ? 'cannot be told' : bytesText(folder.freeBytes)],
        ]}
      />
      {folder.problem && <p className={styles.problem}>{folder.problem}</p>}
      {folder.work && <Work work={folder.work} />}
      <form
        className={styles.source}
        style={{ marginTop: 16 }}
        aria-label="Move"
        onSubmit={(event) => void move(event)}
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
        <Button type="submit" loading={folder.work?.kind === 'move'} disabled={target.trim() === ''}>
          Move
        </Button>
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
