/**
 * Works through things in order, so that the next ones are prepared while one is finished: `prepare` is never at work on two of them at once,
 * and never more than `ahead` before the one that is finished. `finish` gets a promise of what was prepared, and decides what its failure means;
 * what `finish` throws ends it, once nothing is being prepared any more.
 */
export async function workAhead<Thing, Prepared>(
  things: readonly Thing[],
  ahead: number,
  prepare: (thing: Thing) => Promise<Prepared>,
  finish: (thing: Thing, prepared: Promise<Prepared>) => Promise<void>,
): Promise<void> {
  const begun: Promise<Prepared>[] = [];
  let last: Promise<unknown> = Promise.resolve();
  let next = 0;
  const end = new AbortController();
  try {
    for (const [k, thing] of things.entries()) {
      for (; next < things.length && next <= k + ahead; next++) {
        const coming = things[next];
        const prepared = last.then(() => {
          end.signal.throwIfAborted();
          return prepare(coming);
        });
        last = prepared.catch(() => undefined);
        begun.push(prepared);
      }
      const prepared = begun.shift();
      if (prepared) await finish(thing, prepared);
    }
  } finally {
    end.abort();
    await last;
  }
}
