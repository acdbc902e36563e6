import { bytesText } from '../../contract/bytes-text.ts';
import type { Progress } from '../../contract/calls/snapshot.ts';
import type { Download } from '../../contract/library.ts';
import { timeLeftText } from '../view/time-text.ts';

/** How much of a download is here, 0..1, and the same in words with its state. */
export function downloadState(
  { state, bytes, total }: Pick<Download, 'state' | 'bytes' | 'total'>,
  progress: Pick<Progress, 'fraction' | 'secondsLeft' | 'stage'> | undefined,
): { share: number; text: string } {
  const isRunning = state === 'running';
  // What is received is read again and tried: no time is known for that.
  if (isRunning && progress && progress.fraction >= 1) return { share: 1, text: stageText(progress.stage) };
  // While it runs, events say more than the snapshot.
  const share = (isRunning && progress?.fraction) || bytes / total;
  const rest = isRunning ? timeLeftText(progress?.secondsLeft ?? null) : state;
  return { share, text: `${bytesText(share * total)} of ${bytesText(total)} · ${rest}` };
}

/** What is done with a pack that is here, for a person. */
function stageText(stage: string): string {
  return stage === 'try the pack' ? 'trying it on a small picture' : 'checking and putting it together';
}

/** How far a model is that the page sends. */
export function comingText(share: number): string {
  return share < 1 ? `${Math.round(share * 100)} % sent` : 'checking and trying it';
}
