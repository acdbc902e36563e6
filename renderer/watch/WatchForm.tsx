import { Group, Select, Switch } from '@mantine/core';
import { useState } from 'react';
import { PRESET_NAMES, PRESETS, type PresetName } from '../../contract/exports/presets.ts';
import { BusyButton } from '../controls/BusyButton.tsx';
import { FolderField } from '../controls/FolderField.tsx';
import { PackChoice } from '../controls/PackChoice.tsx';
import { Refusal } from '../controls/Refusal.tsx';
import { useSubmit } from '../controls/use-submit.ts';
import { call } from '../server/call.ts';
import { useProject } from '../state/project.ts';
import { useRecipe } from '../state/recipe.ts';
import { inOrder } from '../view/pack-text.ts';
import { packsToRun } from '../view/run-all-label.ts';
import styles from './watch.module.css';

/** Which folder is to be watched, and what is done with its photos. */
export function WatchForm({ onChange }: { onChange(): void }) {
  const all = useProject((state) => state.snapshot?.packs) ?? [];
  const packs = inOrder(all).filter(({ problem }) => problem === null);
  const [folder, setFolder] = useState('');
  const [chosen, setChosen] = useState(() =>
    packsToRun(all, useRecipe.getState().ticked).map(({ id }) => id),
  );
  const [isExported, setExported] = useState(false);
  const [target, setTarget] = useState('');
  const [preset, setPreset] = useState<PresetName>('blender');
  const { isBusy, refusal, submit } = useSubmit(async () => {
    await call('startWatch', {
      folder: folder.trim(),
      packIds: chosen,
      target: isExported ? { folder: target.trim(), preset } : null,
    });
    onChange();
  });
  const isReady = folder.trim() !== '' && chosen.length > 0 && !(isExported && target.trim() === '');
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <p className={styles.intro}>
        Photos in the folder, and those that come into it, are added to this project and estimated once they
        have stopped growing: until you switch it off, also after a restart.
      </p>
      <FolderField label="Folder to watch" value={folder} onChange={setFolder} isFirst />
      <PackChoice packs={packs} chosen={chosen} onChange={setChosen} />
      <Switch
        size="xs"
        label="Write files for another program"
        checked={isExported}
        onChange={(event) => setExported(event.currentTarget.checked)}
      />
      {isExported && (
        <>
          <Select
            label="For which program"
            description="Relative maps lie between 1 and 10 m where the program wants metres."
            data={PRESET_NAMES.map((name) => ({ value: name, label: PRESETS[name].title }))}
            value={preset}
            onChange={(value) => value && setPreset(value as PresetName)}
          />
          <FolderField label="Folder for the files" value={target} onChange={setTarget} />
        </>
      )}
      <Refusal reason={refusal} />
      <Group justify="flex-end">
        <BusyButton type="submit" isBusy={isBusy} disabled={!isReady}>
          Watch
        </BusyButton>
      </Group>
    </form>
  );
}
