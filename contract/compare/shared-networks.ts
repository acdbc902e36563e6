import { derivationSchema } from '../derivation.ts';
import type { Run } from '../run.ts';

/** What is asked of a run: its pack, the packs that are the same network under another name, and the run that it refined. */
export type NetworkOf = Pick<Run, 'id' | 'packId' | 'packTitle' | 'sharesNetworkWith' | 'priorRunId'>;

/**
 * One sentence for each group of runs whose packs are one network under several names (`sharesNetworkWith` in pack.json): where they agree,
 * one opinion was counted several times. Runs of one and the same pack are no group: their titles say it. And one for each run that refined
 * another one of them, with which it agrees by its making.
 */
export function sharedNetworkNotes(runs: readonly NetworkOf[]): string[] {
  const packs = [...new Map(runs.map((run) => [`${run.packId} ${run.packTitle}`, run])).values()];
  const shared = groupsOf(packs)
    .filter((group) => group.length > 1)
    .map((group) => {
      const titles = WORDS.format(group.map(({ packTitle }) => packTitle));
      return `${titles} are one network under ${group.length} names: how well they agree says nothing about whether they are right.`;
    });
  return [...shared, ...new Set(runs.flatMap((run) => refinedNote(run, runs) ?? []))];
}

function refinedNote({ packTitle, priorRunId }: NetworkOf, runs: readonly NetworkOf[]): string | null {
  const prior = runs.find(({ id }) => id === priorRunId);
  if (!prior) return null;
  const title = prior.packTitle;
  return `${packTitle} refined the map of ${title}: how well they agree says nothing about whether they are right.`;
}

const WORDS = new Intl.ListFormat('en', { type: 'conjunction' });

/** What a run is made by that no pack made: its pack's id says how. */
const DERIVED: ReadonlySet<string> = new Set(derivationSchema.options.map(({ shape }) => shape.kind.value));

/**
 * Packs that share a network, directly or through another one of them, with the runs that were made from them alone. A run that was made from
 * several networks is no opinion of any of them, and makes no group of them.
 */
function groupsOf(packs: readonly NetworkOf[]): NetworkOf[][] {
  let groups: NetworkOf[][] = [];
  for (const pack of packs.filter(({ packId }) => !DERIVED.has(packId))) {
    const joined = groups.filter((group) => group.some((other) => shareNetwork(pack, other)));
    groups = [...groups.filter((group) => !joined.includes(group)), [...joined.flat(), pack]];
  }
  for (const derived of packs.filter(({ packId }) => DERIVED.has(packId))) {
    const joined = groups.filter((group) => group.some((other) => shareNetwork(derived, other)));
    if (joined.length === 1) joined[0].push(derived);
    else if (joined.length === 0) groups.push([derived]);
  }
  return groups;
}

function shareNetwork(a: NetworkOf, b: NetworkOf): boolean {
  const names = (run: NetworkOf) => run.sharesNetworkWith ?? [];
  return (
    names(a).includes(b.packId) ||
    names(b).includes(a.packId) ||
    // Derived runs have no pack of their own to be named by.
    names(a).some((id) => names(b).includes(id))
  );
}
