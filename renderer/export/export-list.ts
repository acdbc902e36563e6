import type { Progress, Snapshot } from '../../contract/calls/snapshot.ts';
import type { Export } from '../../contract/exports/export.ts';
import { withoutCommands } from '../../contract/words/command-words.ts';
import { bytesShown } from '../language/number-text.ts';
import { sentence } from '../language/sentence.ts';
import { text } from '../language/text.ts';
import { timeLeftText } from '../view/time-text.ts';

/** Exports of all runs of the project, or of one photo's, newest first. */
export function exportsOf(snapshot: Pick<Snapshot, 'runs' | 'exports'> | null, photoId?: string): Export[] {
  const runs = snapshot?.runs.filter((run) => photoId === undefined || run.photoId === photoId) ?? [];
  const runIds = new Set(runs.map((run) => run.id));
  const made = snapshot?.exports.filter(({ runId }) => runIds.has(runId)) ?? [];
  return made.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
}

/** How large a file is, how long it still takes, or why there is none. */
export function exportText(
  { state, bytes, error }: Pick<Export, 'state' | 'bytes' | 'error'>,
  progress: Pick<Progress, 'secondsLeft'> | undefined,
): string {
  if (state === 'done') return bytes === null ? '' : bytesShown(bytes);
  if (state === 'running') return progress ? timeLeftText(progress.secondsLeft) : text('exports.starting');
  if (state !== 'failed') return text('exports.cancelled');
  return error ? sentence(withoutCommands(error.message)) : text('exports.failed');
}
