import type { Progress } from '../../contract/calls/snapshot.ts';
import type { Download } from '../../contract/library.ts';
import { bytesShown } from '../language/number-text.ts';
import { text } from '../language/text.ts';
import { timeLeftText } from '../view/time-text.ts';

/** How much of a download is here, 0..1, and the same in words with its state. */
export function downloadState(
  { state, bytes, total }: Pick<Download, 'state' | 'bytes' | 'total'>,
  progress: Pick<Progress, 'fraction' | 'secondsLeft' | 'stage'> | undefined,
): { share: number; words: string } {
  const isRunning = state === 'running';
  // What is received is read again and tried: no time is known for that.
  if (isRunning && progress && progress.fraction >= 1) return { share: 1, words: stageText(progress.stage) };
  // While it runs, events say more than the snapshot.
  const share = (isRunning && progress?.fraction) || bytes / total;
  const rest = isRunning ? timeLeftText(progress?.secondsLeft ?? null) : stoppedText(state);
  const [done, all] = [share * total, total].map((each) => bytesShown(each));
  return { share, words: text('packs.downloaded', { done, total: all, rest }) };
}

function stoppedText(state: Download['state']): string {
  return state === 'paused' ? text('packs.downloadPaused') : text('packs.downloadFailed');
}

/** What is done with a pack that is here, for a person. */
function stageText(stage: string): string {
  return stage === 'try the pack' ? text('packs.tryingPack') : text('packs.checkingPack');
}

/** How far a model is that the page sends. */
export function comingText(share: number): string {
  return share < 1
    ? text('packs.percentSent', { percent: Math.round(share * 100) })
    : text('packs.checkingSent');
}
