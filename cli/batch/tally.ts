import { DepthroomError, type Failure, toFailure } from '../../contract/errors.ts';
import { knownFailure } from '../../core/disk/system-failure.ts';
import { counted } from '../terminal/counted.ts';
import { tellFailure } from '../terminal/tell-failure.ts';
import { inOneLine } from '../terminal/visible.ts';
import { isUnwritable } from './out-folder.ts';

/** What became of an item: made now; there already, or made of depth that was; not made. */
export type Outcome = 'done' | 'reused' | 'failed';

/** What is known of an item that failed: a photo of several packs has failed with one of them. */
interface FailedFacts {
  pack?: string;
}

/** Counts what becomes of the items of a batch, and tells it as it happens. */
export interface Tally {
  /** An item that is there: its facts for a program, its lines for a person. */
  made(path: string, outcome: 'done' | 'reused', facts: object, lines: readonly string[]): void;
  failed(path: string, thrown: unknown, facts?: FailedFacts): Failure;
  /** So many items are not tried any more. */
  leave(count: number): void;
  /** The summary; the process ends with 1 where anything failed. */
  end(): void;
}

/** @param json one line for each item and the summary on standard output, and nothing else there */
export function startTally(json: boolean): Tally {
  const counts = { done: 0, reused: 0, failed: 0 };
  const failures: { path: string; pack?: string; message: string }[] = [];
  let notTried = 0;
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
      const failure = tellFailure(thrown, labelOf({ path, ...facts }));
      failures.push({ path, ...facts, message: failure.message });
      tell(path, 'failed', { ...facts, error: failure });
      return failure;
    },
    leave(count) {
      notTried += count;
    },
    end() {
      const { done, reused, failed } = counts;
      const left = notTried > 0 ? { notTried } : {};
      if (json) console.log(JSON.stringify({ summary: { ...counts, failures, ...left } }));
      else if (done + reused + failed > 1 || reused > 0) {
        console.error(`${done} done, ${reused} reused, ${failed} failed${failed > 0 ? ':' : '.'}`);
        for (const each of failures) console.error(`  ${inOneLine(labelOf(each))}`);
      }
      if (failed > 0) process.exitCode = 1;
    },
  };
}

function labelOf({ path, pack }: { path: string; pack?: string }): string {
  return pack === undefined ? path : `${path} (${pack})`;
}

/** Whether something is no fault of one item: the others would fail the same way. `out`: the folder that all of them go to. */
export function isForAll(thrown: unknown, out?: string): boolean {
  const { code } = toFailure(knownFailure(thrown));
  return (
    ['no-space', 'disk-error', 'busy'].includes(code) ||
    (code === 'no-permission' && out !== undefined && isUnwritable(out))
  );
}

/** Ends a batch whose last item has told why. */
export class BatchEnded extends DepthroomError {
  readonly left: number;
  constructor(why: unknown, left: number) {
    super(
      toFailure(knownFailure(why)).code,
      `Stopped there, since the others would fail the same way: ${counted(left, 'photo was', 'photos were')} not tried, and the same command goes on with ${left === 1 ? 'it' : 'them'}.`,
    );
    this.left = left;
  }
}

/**
 * What the failure of one item means for the batch, of which `left` says how many come after it: it is counted and told, and throws `BatchEnded` where the
 * others would fail the same way.
 */
export function failOne(
  tally: Pick<Tally, 'failed' | 'leave'>,
  { path, thrown, left, out }: { path: string; thrown: unknown; left(): number; out: string },
  facts?: FailedFacts,
): void {
  if (thrown instanceof BatchEnded) throw thrown;
  tally.failed(path, thrown, facts);
  if (!isForAll(thrown, out)) return;
  const count = left();
  tally.leave(count);
  throw new BatchEnded(thrown, count);
}
