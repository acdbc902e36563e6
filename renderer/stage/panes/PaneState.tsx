import { Button, Progress } from '@mantine/core';
import type { Run } from '../../../contract/run.ts';
import { withoutCommands } from '../../../contract/words/command-words.ts';
import { sentence } from '../../language/sentence.ts';
import { text } from '../../language/text.ts';
import { call } from '../../server/call.ts';
import { unlessGone } from '../../server/unless-gone.ts';
import { attempt } from '../../state/notices.ts';
import { useProject } from '../../state/project.ts';
import { estimateAll, runAgain } from '../../view/estimate.ts';
import { shortTitle, titleText } from '../../view/pack-text.ts';
import type { Pane } from '../../view/pane.ts';
import { viewMaps } from '../../view/resources.ts';
import { useRunAllLabel } from '../../view/run-all-label.ts';
import { timeLeftText } from '../../view/time-text.ts';
import { stageText } from '../../view/words/stage-text.ts';
import styles from './panes.module.css';
import { UnavailableNotice } from './UnavailableNotice.tsx';

/** Instead of a depth map: what is being done, what went wrong, or what to do. Always with a way on. */
export function PaneState({ pane }: { pane: Pane }) {
  if (pane.depth && pane.unavailable) return <UnavailableNotice pane={pane} reason={pane.unavailable} />;
  if (pane.content?.what === 'truth') return <Reading file={pane.content.truth.view.file} words={TRUTH} />;
  return <RunState run={pane.run} />;
}

const TRUTH = { reading: text('stage.readingTruth'), unread: text('stage.truthUnread') };
const MAP = { reading: text('stage.readingMap'), unread: text('stage.mapUnread') };

function Reading({ file, words }: { file: string; words: typeof MAP }) {
  const entry = viewMaps.useEntries((entries) => entries[file]);
  if (entry?.state !== 'failed') return <p className={styles.overText}>{words.reading}</p>;
  return (
    <>
      <p className={styles.overTitle}>{words.unread}</p>
      <Reason words={sentence(entry.message)} />
      <Button variant="default" onClick={() => viewMaps.drop(file)}>
        {text('stage.readAgain')}
      </Button>
    </>
  );
}

/** Where a pane has no room for all of it, the rest is said at the pointer, and in the list of runs. */
function Reason({ words }: { words: string }) {
  return (
    <p className={styles.overText} title={words}>
      {words}
    </p>
  );
}

function RunState({ run }: { run: Run | null }) {
  const progress = useProject((state) => (run ? state.progress[run.id] : undefined));
  const label = useRunAllLabel();
  if (!run) {
    return (
      <>
        <p className={styles.overTitle}>{text('stage.noDepthYet')}</p>
        <p className={styles.overText}>{text('stage.howToRun')}</p>
        <Button onClick={() => void estimateAll()}>{label}</Button>
      </>
    );
  }
  if (run.state === 'failed' || run.state === 'cancelled') {
    return (
      <>
        <p className={styles.overTitle}>
          {run.state === 'failed' ? text('stage.runFailed') : text('stage.runCancelled')}
        </p>
        {run.error && <Reason words={sentence(withoutCommands(run.error.message))} />}
        <Button variant="default" onClick={() => void runAgain(run)}>
          {text('stage.runAgain')}
        </Button>
      </>
    );
  }
  if (run.state === 'done') return <Reading file={run.result?.view.file ?? ''} words={MAP} />;
  return (
    <>
      <p className={`${styles.overTitle} ${styles.overName}`}>{shortTitle(run.packTitle)}</p>
      <Progress
        className={styles.overBar}
        size="sm"
        value={(progress?.fraction ?? 0) * 100}
        aria-label={text('stage.progressOf', { title: titleText(run.packTitle) })}
        animated={run.state === 'running' && !progress}
      />
      <p className={styles.overText}>
        {run.state === 'queued'
          ? text('stage.waiting')
          : progress
            ? stageText(progress.stage)
            : text('stage.starting')}
        {progress && ` · ${timeLeftText(progress.secondsLeft)}`}
      </p>
      <Button
        variant="default"
        onClick={() => void attempt(() => unlessGone(call('cancelRun', { runId: run.id })))}
      >
        {text('stage.cancel')}
      </Button>
    </>
  );
}
