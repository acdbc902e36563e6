import type { QueueFacts, Snapshot } from '../../contract/calls/snapshot.ts';
import { text } from '../language/text.ts';
import { projectName } from '../view/words/project-name.ts';

/** What happens to the work of a project that gives way to another one; null where there is none. */
export function switchText(
  project: Snapshot['project'],
  { running, waiting: queued, exporting }: QueueFacts,
): string | null {
  const left = { name: projectName(project), runs: running.length + queued, exports: exporting.length };
  if (left.runs > 0 && left.exports > 0) return text('project.leftRunsAndExports', left);
  if (left.runs > 0) return text('project.leftRuns', left);
  return left.exports > 0 ? text('project.leftExports', left) : null;
}
