import { useState } from 'react';
import type { Photo } from '../../contract/photo.ts';
import type { Run } from '../../contract/run.ts';
import { BusyButton } from '../controls/BusyButton.tsx';
import sections from '../controls/sections.module.css';
import { useSubmit } from '../controls/use-submit.ts';
import { text } from '../language/text.ts';
import { attempt } from '../state/notices.ts';
import { loadOlderRuns } from '../state/rows/shown-rows.ts';
import { useStage } from '../state/use-stage.ts';
import styles from './inspector.module.css';
import { RunCard } from './RunCard.tsx';
import { olderRunsText } from './run-text.ts';

/** So many cards are drawn at first, and so many more with each press. */
const CARDS = 50;

interface Props {
  photo: Photo | null;
  runs: readonly Run[];
  /** How many runs there are beside those that are here. */
  older: number;
}

/** Runs of the photo, newest first: the last ones, and the others when they are asked for. */
export function RunList({ photo, runs, older }: Props) {
  return (
    <section className={sections.section} aria-labelledby="runs-heading">
      <h2 id="runs-heading" className={sections.heading}>
        {text('inspector.runsOfPhoto')}
      </h2>
      {runs.length === 0 && <p className={sections.empty}>{text('inspector.noRuns')}</p>}
      {photo && <Cards key={photo.id} photo={photo} runs={runs} older={older} />}
    </section>
  );
}

function Cards({ photo, runs, older }: Props & { photo: Photo }) {
  const { runs: shown } = useStage();
  const [many, setMany] = useState(CARDS);
  const shownIds = new Set(shown.map((run) => run.id));
  const hidden = Math.max(0, runs.length - many) + older;
  const { isBusy, submit: showOlder } = useSubmit(async () => {
    if (runs.length < many + CARDS && older > 0) await attempt(() => loadOlderRuns(photo.id));
    setMany(many + CARDS);
  });
  return (
    <>
      <ul className={sections.cards}>
        {runs.slice(0, many).map((run) => (
          <RunCard key={run.id} photo={photo} run={run} isShown={shownIds.has(run.id)} />
        ))}
      </ul>
      {hidden > 0 && (
        <BusyButton
          fullWidth
          size="xs"
          variant="default"
          classNames={{ root: styles.older, label: styles.olderLabel }}
          isBusy={isBusy}
          onClick={() => void showOlder()}
        >
          {olderRunsText(Math.min(hidden, CARDS), hidden)}
        </BusyButton>
      )}
    </>
  );
}
