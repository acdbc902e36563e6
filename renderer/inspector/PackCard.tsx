import { ActionIcon, Button, Checkbox, Group, Tooltip } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { OPTIONS } from '../../contract/options.ts';
import type { PackListing } from '../../contract/pack.ts';
import { SYSTEMS } from '../../contract/systems.ts';
import { withoutCommands } from '../../contract/words/command-words.ts';
import { ChevronIcon, CopyIcon } from '../controls/icons.tsx';
import { MiddleCut } from '../controls/MiddleCut.tsx';
import { OptionsForm } from '../controls/OptionsForm.tsx';
import { OriginNote } from '../controls/OriginNote.tsx';
import sections from '../controls/sections.module.css';
import { sentence } from '../language/sentence.ts';
import { text } from '../language/text.ts';
import { unfoldPack, useInspector } from '../state/inspector.ts';
import { useProject } from '../state/project.ts';
import { forgetOptions, setOption, useRecipe } from '../state/recipe.ts';
import { optionsToSend, shownOption } from '../state/run-presets.ts';
import { onStage } from '../state/selection.ts';
import { useStage } from '../state/use-stage.ts';
import { copyText } from '../view/copy-text.ts';
import { estimate, openAhead } from '../view/estimate.ts';
import { hasOptions, shortTitle, titleText } from '../view/pack-text.ts';
import { commandText } from '../view/words/command-text.ts';
import styles from './inspector.module.css';
import { packSummary } from './pack-card-text.ts';
import { priorChoices } from './prior-choices.ts';

interface Props {
  pack: PackListing;
  photoCount: number;
  /** Packs that the button above runs together; null where there is none. */
  together: readonly string[] | null;
}

/** One pack: what it is, a button to run it, and its options when they are opened. */
export function PackCard({ pack, photoCount, together }: Props) {
  const isOpen = useInspector(({ open }) => open.includes(pack.id));
  const isWanted = useInspector(({ wanted }) => wanted === pack.id);
  const card = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (!isWanted) return;
    card.current?.scrollIntoView({ block: 'nearest' });
    useInspector.setState({ wanted: null });
  }, [isWanted]);
  const own = useRecipe((state) => state.own[pack.id]) ?? {};
  const isChanged = Object.keys(own).length > 0;
  const schema = pack.system ? OPTIONS[pack.system] : null;
  const title = titleText(pack.title);
  const runText =
    photoCount > 1 ? text('inspector.runOnPhotos', { count: photoCount }) : text('inspector.run');
  return (
    <li ref={card} className={sections.card}>
      <div className={sections.cardTop}>
        {together && <Tick pack={pack} together={together} />}
        <div className={sections.cardTitle} title={title}>
          <MiddleCut text={shortTitle(pack.title)} />
        </div>
        {hasOptions(pack) && (
          <Tooltip label={text('inspector.options')}>
            <ActionIcon
              aria-label={text('inspector.optionsOf', { title })}
              aria-expanded={isOpen}
              onClick={() => {
                unfoldPack(pack.id, !isOpen);
                if (!isOpen) void openAhead(pack.id);
              }}
            >
              <span className={sections.chevron} data-open={isOpen || undefined}>
                <ChevronIcon />
              </span>
            </ActionIcon>
          </Tooltip>
        )}
        <Button
          size="compact-sm"
          variant="default"
          aria-label={
            photoCount > 1
              ? text('inspector.runPackOnPhotos', { count: photoCount, title })
              : text('inspector.runPack', { title })
          }
          disabled={pack.problem !== null || photoCount === 0}
          onClick={() => void estimate([pack])}
        >
          {runText}
        </Button>
      </div>
      <div className={styles.cardUnder}>
        <div className={sections.cardFacts}>{packSummary(pack, own)}</div>
        <OriginNote origin={pack.origin} />
      </div>
      {pack.problem && <p className={sections.problem}>{sentence(withoutCommands(pack.problem))}</p>}
      {isOpen && schema && <Options pack={pack} isChanged={isChanged} />}
    </li>
  );
}

/** Whether the button above runs this pack too. */
function Tick({ pack, together }: { pack: PackListing; together: readonly string[] }) {
  return (
    <Tooltip label={text('inspector.runTogether')}>
      <Checkbox
        size="xs"
        aria-label={text('inspector.packTogether', { title: titleText(pack.title) })}
        disabled={pack.problem !== null}
        checked={together.includes(pack.id)}
        onChange={({ currentTarget: { checked } }) =>
          useRecipe.setState({
            ticked: checked ? [...together, pack.id] : together.filter((id) => id !== pack.id),
          })
        }
      />
    </Tooltip>
  );
}

function Options({ pack, isChanged }: { pack: PackListing; isChanged: boolean }) {
  const { preset, own, seed, provider } = useRecipe();
  const ownHere = own[pack.id] ?? {};
  const packs = useProject((state) => state.snapshot?.packs) ?? [];
  const { allRuns } = useStage();
  if (!pack.system) return null;
  const copy = () => {
    const name = onStage().photo?.name ?? 'photo.jpg';
    void copyText(commandText(name, pack.id, optionsToSend(pack, preset, ownHere, seed), provider));
  };
  return (
    <div className={styles.cardBody}>
      <OptionsForm
        schema={OPTIONS[pack.system]}
        without={['seed']}
        choices={SYSTEMS[pack.system].takesPrior ? { prior: priorChoices(packs, allRuns) } : {}}
        valueFor={({ name }) => shownOption(pack, preset, ownHere, name)}
        onChange={(name, value) => setOption(pack.id, name, value)}
      />
      <Group gap="xs" mt="md">
        <Button variant="default" leftSection={<CopyIcon size={14} />} onClick={copy}>
          {text('inspector.copyAsCommand')}
        </Button>
        <Button variant="subtle" color="gray" disabled={!isChanged} onClick={() => forgetOptions(pack.id)}>
          {text('inspector.resetOptions')}
        </Button>
      </Group>
    </div>
  );
}
