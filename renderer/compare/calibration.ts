import type { KnownLength } from '../../contract/calls/compare-calls.ts';
import type { DepthKind } from '../../contract/depth-map.ts';
import type { Run } from '../../contract/run.ts';
import { digitsText, significantText } from '../language/number-text.ts';
import { sentence } from '../language/sentence.ts';
import { text } from '../language/text.ts';
import { kindText, shortTitle } from '../view/pack-text.ts';

/** Runs that can be calibrated, and those in metres whose scale they can borrow. */
export function calibrationRuns(runs: readonly Run[], runId: string | null): { done: Run[]; metric: Run[] } {
  const done = runs.filter(({ state, result }) => state === 'done' && result);
  return { done, metric: done.filter((run) => run.result?.kind === 'metric' && run.id !== runId) };
}

/** The first of the runs that is relative: it is what a person most likely wants in metres. */
export function firstRelative(runs: readonly (Run | null)[]): Run | null {
  return runs.find((run) => run?.result && run.result.kind !== 'metric') ?? null;
}

/** Whether the lengths leave the shift of a map open: one that is relative in depth needs two, or a height over a plane. */
export function isTooFewLengths(lengths: readonly KnownLength[], kind: DepthKind | undefined): boolean {
  return lengths.length === 1 && lengths[0].what !== 'height' && kind === 'affine-depth';
}

export function runLabel(run: Run): string {
  return `${shortTitle(run.packTitle)}, ${kindText(run.result?.kind ?? null)}`;
}

/** How long the known lengths are in a calibrated run; null where it was not made from lengths. */
export function calibrationText({ derivation }: Pick<Run, 'derivation'>): string | null {
  if (derivation?.kind !== 'calibrated' || derivation.lengths.length === 0) return null;
  const found = derivation.lengths.map(({ what, givenInMetres, foundInMetres }) =>
    text('compare.calibratedLength', {
      what: sentence(what),
      given: digitsText(String(givenInMetres)),
      found: significantText(foundInMetres, 3),
    }),
  );
  return text('compare.calibrated', { lengths: found.join('; ') });
}
