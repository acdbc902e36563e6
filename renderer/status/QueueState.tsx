import { Button, Progress } from '@mantine/core';
import { call } from '../server/call.ts';
import { attempt } from '../state/notices.ts';
import { useProject } from '../state/project.ts';
import { queueText, restText } from './queue-text.ts';

/** How far the queue is, when it will be empty, and the way to stop it. */
export function QueueState() {
  const queue = useProject((state) => state.queue);
  const progress = useProject((state) => state.progress);
  const text = queueText(queue, progress);
  if (!text) return <span>{restText(queue, progress)}</span>;
  const { fraction, sentence, cancelLabel } = text;
  const cancel = () => void attempt(() => call('cancelQueue', {}));
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
