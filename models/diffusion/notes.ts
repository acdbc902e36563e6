import type { Tools } from '../pipeline/pipeline.ts';

/**
 * Leaves a note where there are two members: they can be averaged, but their median is the lower of two and their spread says nothing. Own
 * rule, as diffusers' warning.
 */
export function noteSmallEnsemble(members: number, tools: Pick<Tools, 'note'>): void {
  if (members === 2)
    tools.note(
      'An ensemble of 2 is no better than a single map; 3 and more give a median and an uncertainty.',
    );
}
