import { ActionIcon, Button, SegmentedControl, Tooltip } from '@mantine/core';
import { packsOfTheFour } from '../../contract/choose-packs.ts';
import type { RunPreset } from '../../contract/systems.ts';
import { ChevronIcon, LibraryIcon, LockIcon, PlayIcon, UnlockIcon } from '../controls/icons.tsx';
import { NumberField } from '../controls/NumberField.tsx';
import sections from '../controls/sections.module.css';
import { ToggleIcon } from '../controls/ToggleIcon.tsx';
import { text } from '../language/text.ts';
import { openDialog } from '../state/dialogs.ts';
import { useInspector } from '../state/inspector.ts';
import { useProject } from '../state/project.ts';
import { useRecipe } from '../state/recipe.ts';
import { photoIdsToRun, useSelection } from '../state/selection.ts';
import { estimateAll } from '../view/estimate.ts';
import { inOrder } from '../view/pack-text.ts';
import { packsToRun, useRunAllLabel } from '../view/run-all-label.ts';
import { DeviceSelect } from './DeviceSelect.tsx';
import { FirstOffer } from './FirstOffer.tsx';
import styles from './inspector.module.css';
import { PackCard } from './PackCard.tsx';
import { seedSentence } from './pack-card-text.ts';

const PRESET_LABELS: { value: RunPreset; label: string }[] = [
  { value: 'fast', label: text('inspector.presetFast') },
  { value: 'balanced', label: text('inspector.presetBalanced') },
  { value: 'best', label: text('inspector.presetBest') },
];

/** The models that can be run, and how. */
export function PackList() {
  const packs = useProject((state) => state.snapshot?.packs) ?? [];
  const preset = useRecipe((state) => state.preset);
  useSelection((state) => state.marked);
  const photoCount = photoIdsToRun().length;
  const four = packsOfTheFour(packs);
  const label = useRunAllLabel();
  const ticked = useRecipe((state) => state.ticked);
  const together = packsToRun(packs, ticked).map(({ id }) => id);
  return (
    <section className={sections.section} aria-labelledby="models-heading">
      <div className={sections.heading}>
        <h2 id="models-heading" className={sections.heading} style={{ margin: 0 }}>
          {text('inspector.models')}
        </h2>
        <Tooltip label={text('inspector.modelLibraryHint')}>
          <ActionIcon aria-label={text('inspector.modelLibrary')} onClick={() => openDialog('models')}>
            <LibraryIcon />
          </ActionIcon>
        </Tooltip>
      </div>
      <div className={sections.controls}>
        {four.length > 1 && (
          <Button
            size="sm"
            classNames={{ root: styles.runAll, label: styles.runAllLabel }}
            leftSection={<PlayIcon />}
            disabled={photoCount === 0 || together.length === 0}
            onClick={() => void estimateAll()}
          >
            {label}
          </Button>
        )}
        <SegmentedControl
          fullWidth
          aria-label={text('inspector.preset')}
          data={PRESET_LABELS}
          value={preset}
          onChange={(value) => useRecipe.setState({ preset: value as RunPreset })}
        />
        <MoreSettings />
      </div>
      <FirstOffer />
      <ul className={sections.cards}>
        {inOrder(packs).map((pack) => (
          <PackCard
            key={pack.id}
            pack={pack}
            photoCount={photoCount}
            together={four.length > 1 ? together : null}
          />
        ))}
      </ul>
      {packs.length === 0 && <p className={sections.empty}>{text('inspector.noPacks')}</p>}
    </section>
  );
}

/** The seed and what to run on, which a newcomer need not know of; what is not as usual is said while they are folded. */
function MoreSettings() {
  const isOpen = useInspector((state) => state.isRecipeOpen);
  const { seed, isSeedLocked, provider } = useRecipe();
  const own = [
    ...(seed !== 0 || !isSeedLocked
      ? [isSeedLocked ? text('inspector.seedSet', { seed }) : text('inspector.seedEachTime')]
      : []),
    ...(provider === 'auto' ? [] : [provider.toUpperCase()]),
  ];
  return (
    <>
      <button
        type="button"
        className={styles.fold}
        aria-expanded={isOpen}
        onClick={() => useInspector.setState({ isRecipeOpen: !isOpen })}
      >
        <span className={sections.chevron} data-open={isOpen || undefined}>
          <ChevronIcon size={13} />
        </span>
        {text('inspector.moreSettings')}
        {!isOpen && own.length > 0 && <span className={sections.cardFacts}>{own.join(', ')}</span>}
      </button>
      {isOpen && (
        <>
          <Seed />
          <DeviceSelect />
        </>
      )}
    </>
  );
}

function Seed() {
  const { seed, isSeedLocked } = useRecipe();
  return (
    <div className={styles.row}>
      <NumberField
        aria-label={text('inspector.seed')}
        flex={1}
        minimum={0}
        maximum={Number.MAX_SAFE_INTEGER}
        isInteger
        isLive
        hideControls
        leftSection={<span className={sections.cardFacts}>{text('inspector.seed')}</span>}
        leftSectionWidth={52}
        disabled={!isSeedLocked}
        value={seed}
        onNumber={(next) => useRecipe.setState({ seed: next })}
      />
      <ToggleIcon
        label={seedSentence(isSeedLocked)}
        name={text('inspector.lockSeed')}
        isOn={isSeedLocked}
        onClick={() => useRecipe.setState({ isSeedLocked: !isSeedLocked })}
      >
        {isSeedLocked ? <LockIcon /> : <UnlockIcon />}
      </ToggleIcon>
    </div>
  );
}
