import type { Tools } from '../pipeline/pipeline.ts';

/** Two members can be averaged, but their median is the lower of two and their spread says nothing. */
export function noteSmallEnsemble(members: number, tools: Pick<Tools, 'note'>): void {
  if (members === 2)
    tools.note(
      'An ensemble of 2 is no better than a single map; 3 and more give a median and an uncertainty.',
    );
}
