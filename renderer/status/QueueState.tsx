import { Button, Progress } from '@mantine/core';
import { call } from '../server/call.ts';
import { unlessGone } from '../server/unless-gone.ts';
import { attempt } from '../state/notices.ts';
import { useProject } from '../state/project.ts';
import { queueText } from './queue-text.ts';

/** How far the queue is, when it will be empty, and the way to stop it. */
export function QueueState() {
  const runs = useProject((state) => state.snapshot?.runs) ?? [];
  const progress = useProject((state) => state.progress);
  const queue = queueText(runs, progress);
  if (!queue) return <span>Ready</span>;
  const { fraction, sentence, cancelLabel, cancelIds } = queue;
  const cancel = () =>
    void attempt(async () => {
      for (const runId of cancelIds) await unlessGone(call('cancelRun', { runId }));
    });
  return (
    <>
      <Progress w={96} size="sm" value={fraction * 100} aria-label="Progress of the run that works" />
      <span>{sentence}</span>
      <Button size="compact-xs" variant="default" onClick={cancel}>
        {cancelLabel}
      </Button>
    </>
  );
}
