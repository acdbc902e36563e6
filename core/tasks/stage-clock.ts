import type { Run } from '../../contract/run.ts';

/** Counts the time of a run by its stages. */
export interface StageClock {
  /** The stage that is under way; null before the first and after the last. */
  readonly now: string | null;
  /** The time from now on is that of `name`; null ends the last one. */
  enter(name: string | null): void;
  /** The stages in the order in which they began, each once, with all of their time. */
  stages(): Run['stages'];
}

export function createStageClock(now: () => number = () => performance.now()): StageClock {
  const stages: Run['stages'] = [];
  let stage: { name: string; startedAt: number } | null = null;
  return {
    get now() {
      return stage?.name ?? null;
    },
    enter(name) {
      if (stage?.name === name) return;
      const at = now();
      if (stage) {
        const { name: ended, startedAt } = stage;
        const known = stages.find((entry) => entry.name === ended);
        if (known) known.milliseconds += at - startedAt;
        else stages.push({ name: ended, milliseconds: at - startedAt });
      }
      stage = name === null ? null : { name, startedAt: at };
    },
    stages: () =>
      stages.map(({ name, milliseconds }) => ({ name, milliseconds: Math.round(milliseconds * 10) / 10 })),
  };
}
