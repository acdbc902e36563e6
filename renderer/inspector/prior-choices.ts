import type { PackListing } from '../../contract/pack.ts';
import type { Run } from '../../contract/run.ts';
import { factsOf } from '../../contract/systems.ts';
import { timeOfDay } from '../language/date-locale.ts';
import { text } from '../language/text.ts';
import { titleText } from '../view/pack-text.ts';

/** What can be sharpened: the best coarse pack, a finished run of the photo, or a pack that is run first. */
export function priorChoices(
  packs: readonly PackListing[],
  runs: readonly Run[],
): { value: string; label: string }[] {
  const isCoarse = ({ system }: { system: PackListing['system'] | Run['system'] }) =>
    system !== null && !factsOf(system)?.takesPrior;
  return [
    { value: 'auto', label: text('inspector.bestCoarse') },
    ...packs
      .filter((pack) => isCoarse(pack) && pack.problem === null)
      .map(({ id, title }) => ({
        value: id,
        label: text('inspector.runFirst', { title: titleText(title) }),
      })),
    ...runs
      .filter((run) => isCoarse(run) && run.state === 'done')
      .map(({ id, packTitle, finishedAt }) => ({
        value: id,
        label: runText(finishedAt, titleText(packTitle)),
      })),
  ];
}

function runText(stamp: string | null, title: string): string {
  if (!stamp) return text('inspector.runOfBefore', { title });
  return text('inspector.runOf', { time: timeOfDay(new Date(stamp)), title });
}
