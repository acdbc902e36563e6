import type { Progress } from '../../contract/calls/snapshot.ts';
import { visible } from './visible.ts';

/** One line on standard error that is written over and over; on something that is no terminal, nothing. */
export function progressLine(label: string): { show(progress: Progress): void; clear(): void } {
  const stream = process.stderr;
  return {
    show({ stage, fraction, secondsLeft }) {
      if (!stream.isTTY) return;
      const left = secondsLeft === null ? '' : `, ${Math.ceil(secondsLeft)} s left`;
      stream.write(`\r\x1b[K${visible(label)}  ${Math.round(fraction * 100)} %  ${stage}${left}`);
    },
    clear() {
      if (stream.isTTY) stream.write('\r\x1b[K');
    },
  };
}
