import type { Run } from '../../contract/run.ts';
import type { RunOptions } from '../../contract/schemas.ts';
import { digitsText } from '../language/number-text.ts';
import { text } from '../language/text.ts';
import type { Plan } from './request/plan.ts';

/** Sentences about the file that the options do not say. */
export function panelNotes(shown: RunOptions, origin: Run['origin']): string[] {
  const notes: string[] = [];
  if ('edgeCut' in shown && shown.format !== 'stl') notes.push(cutSentence(Number(shown.edgeCut)));
  if (origin === 'starter') notes.push(text('exports.starterNote'));
  return notes;
}

/** The heading of the options, which says whether they are still the preset's. */
export function optionsTitle({ choice, own }: Pick<Plan, 'choice' | 'own'>): string {
  const isChanged = choice !== 'custom' && Object.keys(own).length > 0;
  return isChanged ? text('exports.optionsChanged') : text('exports.options');
}

function cutSentence(edgeCut: number): string {
  return edgeCut > 0
    ? text('exports.cutAtSteps', { percent: digitsText(String(Number((100 * edgeCut).toPrecision(3)))) })
    : text('exports.notCut');
}
