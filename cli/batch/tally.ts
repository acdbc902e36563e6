import { type Failure, toFailure } from '../../contract/errors.ts';
import { knownFailure } from '../../core/disk/system-failure.ts';
import { tellFailure } from '../terminal/tell-failure.ts';

/** What became of an item: made now; there already, or made of depth that was; not made. */
export type Outcome = 'done' | 'reused' | 'failed';

/** Counts what becomes of the items of a batch, and tells it as it happens. */
export interface Tally {
  /** An item that is there: its facts for a program, its lines for a person. */
  made(path: string, outcome: 'done' | 'reused', facts: object, lines: readonly string[]): void;
  failed(path: string, thrown: unknown, facts?: object): Failure;
  /** The summary; the process ends with 1 where anything failed. */
  end(): void;
}

/** @param json one line for each item and the summary on standard output, and nothing else there */
export function startTally(json: boolean): Tally {
  const counts = { done: 0, reused: 0, failed: 0 };
  const failures: { path: string; message: string }[] = [];
  const tell = (path: string, outcome: Outcome, facts: object) => {
    counts[outcome]++;
    if (json) console.log(JSON.stringify({ path, outcome, ...facts }));
  };
  return {
    made(path, outcome, facts, lines) {
      tell(path, outcome, facts);
      if (!json) for (const line of lines) console.log(line);
    },
    failed(path, thrown, facts = {}) {
      const failure = tellFailure(thrown, path);
      failures.push({ path, message: failure.message });
      tell(path, 'failed', { ...facts, error: failure });
      return failure;
    },
    end() {
      const { done, reused, failed } = counts;
      if (json) console.log(JSON.stringify({ summary: { ...counts, failures } }));
      else if (done + reused + failed > 1 || reused > 0) {
        console.error(`${done} done, ${reused} reused, ${failed} failed${failed > 0 ? ':' : '.'}`);
        for (const { path } of failures) console.error(`  ${path}`);
      }
      if (failed > 0) process.exitCode = 1;
    },
  };
}

/** Whether something is no fault of one item: the others would fail the same way. */
export function isForAll(thrown: unknown): boolean {
  return ['no-space', 'disk-error', 'busy'].includes(toFailure(knownFailure(thrown)).code);
}
