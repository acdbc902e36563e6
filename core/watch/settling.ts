import { stat } from 'node:fs/promises';

/** How often a folder is looked at. A file that is the same this much later has stopped growing. */
export const LOOK_MS = 2_000;

/** Tells of files when they have stopped growing. */
export interface Settling {
  /** Of those that are there now: which are as they were when they were looked at before, each once as it is; and how many are not yet. */
  look(paths: readonly string[]): Promise<{ settled: string[]; growing: number }>;
  /** Tells of a file once more. */
  forget(path: string): void;
  /** As what a file was told of; undefined where it was not. */
  stampOf(path: string): string | undefined;
}

/** Who copies a file may make it long before its first byte comes; what has none for so long is told of as it is, and found to be no photo. */
const EMPTY_MS = 60_000;

/**
 * A file whose size, time and number are the same at two looks has stopped growing; how long lies between them is the caller's.
 *
 * @param known what was told of before, as it was then.
 * @param now milliseconds by a clock that nobody sets
 */
export function createSettling(
  known: Iterable<readonly [string, string]> = [],
  now: () => number = () => performance.now(),
): Settling {
  const told = new Map(known);
  /** Since when nothing could be read of a file. */
  const emptySince = new Map<string, number>();
  const isEmptyForLong = (path: string, stamp: string) => {
    if (stamp !== '') {
      emptySince.delete(path);
      return false;
    }
    const since = emptySince.get(path) ?? now();
    emptySince.set(path, since);
    return now() - since >= EMPTY_MS;
  };
  let before = new Map<string, string>();
  return {
    async look(paths) {
      const found = new Map<string, string>();
      const settled: string[] = [];
      let growing = 0;
      for (const path of paths) {
        const stamp = await readStamp(path);
        found.set(path, stamp);
        if (told.get(path) === stamp) continue;
        const isSettled = stamp !== '' && before.get(path) === stamp;
        if (isEmptyForLong(path, stamp) || isSettled) {
          settled.push(path);
          told.set(path, stamp);
          emptySince.delete(path);
        } else growing++;
      }
      for (const path of emptySince.keys()) if (!found.has(path)) emptySince.delete(path);
      before = found;
      return { settled, growing };
    },
    forget: (path) => void told.delete(path),
    stampOf: (path) => told.get(path),
  };
}

/** Empty where there is nothing to be read yet. */
async function readStamp(path: string): Promise<string> {
  const facts = await stat(path).catch(() => null);
  return facts && facts.size > 0 ? `${facts.size} ${facts.mtimeMs} ${facts.ino}` : '';
}
