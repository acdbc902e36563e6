import type { QueueFacts, Snapshot } from '../../contract/calls/snapshot.ts';

/** What happens to the work of a project that gives way to another one; null where there is none. */
export function switchText(
  { name }: Snapshot['project'],
  { running, waiting: queued, exporting }: QueueFacts,
): string | null {
  const waiting = running.length + queued;
  const writing = exporting.length;
  const parts: string[] = [];
  if (waiting > 0)
    parts.push(
      waiting === 1
        ? '1 run waits, and goes on when it is opened again'
        : `${waiting} runs wait, and go on when it is opened again`,
    );
  if (writing > 0) parts.push(writing === 1 ? '1 export is stopped' : `${writing} exports are stopped`);
  return parts.length === 0 ? null : `In ${name} ${parts.join('; ')}.`;
}
