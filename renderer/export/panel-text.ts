import type { Run } from '../../contract/run.ts';
import type { RunOptions } from '../../contract/schemas.ts';
import type { Plan } from './request/plan.ts';

/** Sentences about the file that the options do not say. */
export function panelNotes(shown: RunOptions, origin: Run['origin']): string[] {
  const notes: string[] = [];
  if ('edgeCut' in shown && shown.format !== 'stl') notes.push(cutSentence(Number(shown.edgeCut)));
  if (origin === 'starter')
    notes.push('The file says that it was made with starter weights, not the published ones.');
  return notes;
}

/** The heading of the options, which says whether they are still the preset's. */
export function optionsTitle({ choice, own }: Pick<Plan, 'choice' | 'own'>): string {
  const isChanged = choice !== 'custom' && Object.keys(own).length > 0;
  return isChanged ? 'Options, some are your own' : 'Options';
}

function cutSentence(edgeCut: number): string {
  return edgeCut > 0
    ? `Cut at depth steps of ${Number((100 * edgeCut).toPrecision(3))} %, as the 3D view shows it.`
    : 'Not cut at depth steps, as the 3D view shows it.';
}
