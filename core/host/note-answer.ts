import type { Tasks } from '../worker/protocol.ts';
import type { Log } from './diagnostics/log.ts';

/** Notes what a worker's answer says of this machine: providers that were refused, and what stands in a run's notes. */
export function noteAnswer(log: Log, answer: Tasks[keyof Tasks]['answer']): void {
  if (Array.isArray(answer)) {
    for (const each of answer)
      if ('isUsable' in each && !each.isUsable)
        log.note('warning', `provider ${each.name} was refused: ${each.sentence}`);
  } else if ('peakMemoryBytes' in answer) {
    for (const note of answer.notes) log.note('warning', `a run on ${answer.provider}: ${note}`);
  }
}
