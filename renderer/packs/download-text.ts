import { bytesText } from '../../contract/bytes-text.ts';
import type { Progress } from '../../contract/calls/snapshot.ts';
import type { Download } from '../../contract/library.ts';
import { timeLeftText } from '../view/time-text.ts';

/** How much of a download is here, 0..1, and the same in words with its state. */
export function downloadState(
  { state, bytes, total }: Pick<Download, 'state' | 'bytes' | 'total'>,
  progress: Pick<Progress, 'fraction' | 'secondsLeft'> | undefined,
): { share: number; text: string } {
  const isRunning = state === 'running';
  // While it runs, events say more than the snapshot.
  const share = (isRunning && progress?.fraction) || bytes / total;
  const rest = isRunning ? timeLeftText(progress?.secondsLeft ?? null) : state;
  return { share, text: `${bytesText(share * total)} of ${bytesText(total)} · ${rest}` };
}
