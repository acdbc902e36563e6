import type { Project } from '../project.ts';

/** How long the last finished run of a pack took; null where there is none. Each pack is looked up once. */
export function packSeconds({ database, runs }: Pick<Project, 'database' | 'runs'>) {
  const last = database
    .prepare<[string], string>(
      "SELECT id FROM runs WHERE state = 'done' AND pack_id = ? ORDER BY finished_at DESC LIMIT 1",
    )
    .pluck();
  const known = new Map<string, number | null>();
  return (packId: string): number | null => {
    const before = known.get(packId);
    if (before !== undefined) return before;
    const found = last.get(packId);
    const run = found === undefined ? null : runs.find(found);
    const seconds =
      run?.startedAt && run.finishedAt
        ? Math.max(0, Date.parse(run.finishedAt) - Date.parse(run.startedAt)) / 1000
        : null;
    known.set(packId, seconds);
    return seconds;
  };
}

/** What so many runs of each pack will take together; null where there is one that nothing is known of. */
export function secondsOf(
  counts: readonly { packId: string; count: number }[],
  secondsOfPack: (packId: string) => number | null,
): number | null {
  let sum: number | null = 0;
  for (const { packId, count } of counts) {
    const seconds = secondsOfPack(packId);
    sum = sum === null || seconds === null ? null : sum + count * seconds;
  }
  return sum;
}
