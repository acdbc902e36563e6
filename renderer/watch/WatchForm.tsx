import { Group, Select, Switch } from '@mantine/core';
import { useState } from 'react';
import { PRESET_NAMES, PRESETS, type PresetName } from '../../contract/exports/presets.ts';
import { BusyButton } from '../controls/BusyButton.tsx';
import { FolderField } from '../controls/FolderField.tsx';
import { PackChoice } from '../controls/PackChoice.tsx';
import { Refusal } from '../controls/Refusal.tsx';
import { useSubmit } from '../controls/use-submit.ts';
import { sentence } from '../language/sentence.ts';
import { text } from '../language/text.ts';
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
      <p className={styles.intro}>{text('watch.intro')}</p>
      <FolderField label={text('watch.folder')} value={folder} onChange={setFolder} isFirst />
      <PackChoice packs={packs} chosen={chosen} onChange={setChosen} />
      <Switch
        size="xs"
        label={text('watch.writeFiles')}
        checked={isExported}
        onChange={(event) => setExported(event.currentTarget.checked)}
      />
      {isExported && (
        <>
          <Select
            label={text('watch.program')}
            description={text('watch.programHelp')}
            data={PRESET_NAMES.map((name) => ({ value: name, label: sentence(PRESETS[name].title) }))}
            value={preset}
            onChange={(value) => value && setPreset(value as PresetName)}
          />
          <FolderField label={text('watch.filesFolder')} value={target} onChange={setTarget} />
        </>
      )}
      <Refusal reason={refusal} />
      <Group justify="flex-end">
        <BusyButton type="submit" isBusy={isBusy} disabled={!isReady}>
          {text('watch.watch')}
        </BusyButton>
      </Group>
    </form>
  );
}
