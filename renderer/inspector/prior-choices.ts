import type { PackListing } from '../../contract/pack.ts';
import type { Run } from '../../contract/run.ts';
import { factsOf } from '../../contract/systems.ts';

/** What can be sharpened: the best coarse pack, a finished run of the photo, or a pack that is run first. */
export function priorChoices(
  packs: readonly PackListing[],
  runs: readonly Run[],
): { value: string; label: string }[] {
  const isCoarse = ({ system }: { system: PackListing['system'] | Run['system'] }) =>
    system !== null && !factsOf(system)?.takesPrior;
  return [
    { value: 'auto', label: 'the best coarse pack' },
    ...packs
      .filter((pack) => isCoarse(pack) && pack.problem === null)
      .map(({ id, title }) => ({ value: id, label: `run first: ${title}` })),
    ...runs
      .filter((run) => isCoarse(run) && run.state === 'done')
      .map(({ id, packTitle, finishedAt }) => ({
        value: id,
        label: `run of ${timeOf(finishedAt)}: ${packTitle}`,
      })),
  ];
}

function timeOf(stamp: string | null): string {
  return stamp ? new Date(stamp).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' }) : 'before';
}
