import type { Snapshot } from '../../contract/calls/snapshot.ts';
import { isWorking } from '../state/project.ts';

/** What happens to the work of a project that gives way to another one; null where there is none. */
export function switchText({
  project,
  runs,
  exports,
}: Pick<Snapshot, 'project' | 'runs' | 'exports'>): string | null {
  const waiting = runs.filter(isWorking).length;
  const writing = exports.filter(({ state }) => state === 'running').length;
  const parts: string[] = [];
  if (waiting > 0)
    parts.push(
      waiting === 1
        ? '1 run waits, and goes on when it is opened again'
        : `${waiting} runs wait, and go on when it is opened again`,
    );
  if (writing > 0) parts.push(writing === 1 ? '1 export is stopped' : `${writing} exports are stopped`);
  return parts.length === 0 ? null : `In ${project.name} ${parts.join('; ')}.`;
}
