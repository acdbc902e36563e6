import type { Run } from '../../contract/run.ts';

/** The chosen runs in the order in which the dialog lists them, and the one that the others are aligned to: the first in metres, else the first. */
export function consensusRequest(
  listed: readonly Run[],
  chosen: readonly string[],
): { runs: Run[]; reference: Run | null } {
  const runs = listed.filter(({ id }) => chosen.includes(id));
  return { runs, reference: runs.find(({ result }) => result?.kind === 'metric') ?? runs[0] ?? null };
}
