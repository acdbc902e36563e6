import type { Run } from '../../contract/run.ts';
import type { RunOptions } from '../../contract/schemas.ts';
import type { Plan } from './request/plan.ts';

/** Sentences about the file that the options do not say. `edgeCut` is the cut of the 3D view, where a person set one. */
export function panelNotes(
  { own }: Pick<Plan, 'own'>,
  shown: RunOptions,
  edgeCut: number | null,
  origin: Run['origin'],
): string[] {
  const isCutAsSeen =
    edgeCut !== null && 'edgeCut' in shown && own.edgeCut === undefined && shown.format !== 'stl';
  const notes: string[] = [];
  if (isCutAsSeen) notes.push('It is cut at depth steps as the 3D view shows it.');
  if (origin === 'starter')
    notes.push('The file says that it was made with starter weights, not the published ones.');
  return notes;
}

/** The heading of the options, which says whether they are still the preset's. */
export function optionsTitle({ choice, own }: Pick<Plan, 'choice' | 'own'>): string {
  const isChanged = choice !== 'custom' && Object.keys(own).length > 0;
  return isChanged ? 'Options, some are your own' : 'Options';
}
