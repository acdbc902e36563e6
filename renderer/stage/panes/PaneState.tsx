import { Button, Progress } from '@mantine/core';
import { withoutCommands } from '../../../contract/command-words.ts';
import type { Run } from '../../../contract/run.ts';
import { call } from '../../server/call.ts';
import { unlessGone } from '../../server/unless-gone.ts';
import { attempt } from '../../state/notices.ts';
import { useProject } from '../../state/project.ts';
import { estimateAll, runAgain } from '../../view/estimate.ts';
import { shortTitle } from '../../view/pack-text.ts';
import type { Pane } from '../../view/pane.ts';
import { viewMaps } from '../../view/resources.ts';
import { useRunAllLabel } from '../../view/run-all-label.ts';
import { timeLeftText } from '../../view/time-text.ts';
import { stageText } from '../../view/words/stage-text.ts';
import styles from './panes.module.css';
import { UnavailableNotice } from './UnavailableNotice.tsx';

/** Instead of a depth map: what is being done, what went wrong, or what to do. Always with a way on. */
export function PaneState({ pane }: { pane: Pane }) {
  if (pane.depth && pane.unavailable) return <UnavailableNotice pane={pane} sentence={pane.unavailable} />;
  if (pane.content?.what === 'truth')
    return <Reading file={pane.content.truth.view.file} what="ground truth" />;
  return <RunState run={pane.run} />;
}

function Reading({ file, what }: { file: string; what: string }) {
  const entry = viewMaps.useEntries((entries) => entries[file]);
  if (entry?.state !== 'failed') return <p className={styles.overText}>Reading the {what}</p>;
  return (
    <>
      <p className={styles.overTitle}>The {what} could not be read</p>
      <p className={styles.overText}>{entry.message}</p>
      <Button variant="default" onClick={() => viewMaps.drop(file)}>
        Read it again
      </Button>
    </>
  );
}

function RunState({ run }: { run: Run | null }) {
  const progress = useProject((state) => (run ? state.progress[run.id] : undefined));
  const label = useRunAllLabel();
  if (!run) {
    return (
      <>
        <p className={styles.overTitle}>No depth yet</p>
        <p className={styles.overText}>
          Run a model from the list on the right, or all four at once: each gets a pane here and fills in when
          it is ready.
        </p>
        <Button onClick={() => void estimateAll()}>{label}</Button>
      </>
    );
  }
  if (run.state === 'failed' || run.state === 'cancelled') {
    return (
      <>
        <p className={styles.overTitle}>
          {run.state === 'failed' ? 'This run failed' : 'This run was cancelled'}
        </p>
        {run.error && <p className={styles.overText}>{withoutCommands(run.error.message)}</p>}
        <Button variant="default" onClick={() => void runAgain(run)}>
          Run again
        </Button>
      </>
    );
  }
  if (run.state === 'done') return <Reading file={run.result?.view.file ?? ''} what="depth map" />;
  return (
    <>
      <p className={styles.overTitle}>{shortTitle(run.packTitle)}</p>
      <Progress
        w={220}
        size="sm"
        value={(progress?.fraction ?? 0) * 100}
        aria-label={`Progress of ${run.packTitle}`}
        animated={run.state === 'running' && !progress}
      />
      <p className={styles.overText}>
        {run.state === 'queued' ? 'Waiting for its turn' : progress ? stageText(progress.stage) : 'Starting'}
        {progress && ` · ${timeLeftText(progress.secondsLeft)}`}
      </p>
      <Button
        variant="default"
        onClick={() => void attempt(() => unlessGone(call('cancelRun', { runId: run.id })))}
      >
        Cancel
      </Button>
    </>
  );
}
