import { stat } from 'node:fs/promises';

/** Tells of files when they have stopped growing. */
export interface Settling {
  /** Of those that are there now: which are as they were when they were looked at before, each once as it is; and how many are not yet. */
  look(paths: readonly string[]): Promise<{ settled: string[]; growing: number }>;
  /** Tells of a file once more. */
  forget(path: string): void;
  /** As what a file was told of; undefined where it was not. */
  stampOf(path: string): string | undefined;
}

/**
 * A file whose size, time and number are the same at two looks has stopped growing; how long lies between them is the caller's.
 *
 * @param known what was told of before, as it was then.
 */
export function createSettling(known: Iterable<readonly [string, string]> = []): Settling {
  const told = new Map(known);
  let before = new Map<string, string>();
  return {
    async look(paths) {
      const now = new Map<string, string>();
      const settled: string[] = [];
      let growing = 0;
      for (const path of paths) {
        const stamp = await readStamp(path);
        now.set(path, stamp);
        if (told.get(path) === stamp) continue;
        if (stamp === '' || before.get(path) !== stamp) growing++;
        else {
          settled.push(path);
          told.set(path, stamp);
        }
      }
      before = now;
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
