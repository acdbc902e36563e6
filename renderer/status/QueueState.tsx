import { Button, Progress } from '@mantine/core';
import { call } from '../server/call.ts';
import { attempt } from '../state/notices.ts';
import { isWorking, useProject } from '../state/project.ts';
import { shortTitle } from '../view/pack-text.ts';
import { queueSecondsLeft, timeLeftText } from '../view/time-text.ts';

/** How far the queue is, when it will be empty, and the way to stop it. */
export function QueueState() {
  const runs = useProject((state) => state.snapshot?.runs) ?? [];
  const progress = useProject((state) => state.progress);
  const working = runs.filter(isWorking);
  if (working.length === 0) return <span>Ready</span>;
  const running = working.find((run) => run.state === 'running');
  const fraction = running ? (progress[running.id]?.fraction ?? 0) : 0;
  const left = queueSecondsLeft(runs, progress);
  const cancel = () =>
    // From the end, so that no waiting run is started only to be stopped.
    void attempt(async () => {
      for (const run of working.toReversed()) await call('cancelRun', { runId: run.id });
    });
  return (
    <>
      <Progress w={96} size="sm" value={fraction * 100} aria-label="Progress of the run that works" />
      <span>
        {running ? shortTitle(running.packTitle) : 'Starting'}
        {working.length > 1 && `, ${working.length - 1} waiting`}
        {` · ${timeLeftText(left)}`}
      </span>
      <Button size="compact-xs" variant="default" onClick={cancel}>
        {working.length === 1 ? 'Cancel' : 'Cancel all'}
      </Button>
    </>
  );
}
