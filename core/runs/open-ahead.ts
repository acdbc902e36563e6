import type { ParsedInput } from '../../contract/calls/api.ts';
import { toFailure } from '../../contract/errors.ts';
import { placeOf } from '../library/packs/checked-packs.ts';
import { askInference } from '../worker/ask-inference.ts';
import { packQuestion } from './pack-question.ts';
import type { RunContext } from './run-context.ts';

/**
 * Opens the graphs of a pack that a person has chosen, before they ask for a map, while no run is queued or at work. Answers with whether
 * that was done; what goes wrong is said by the run that needs it. Throws `not-found` or `bad-pack` where there is no such pack.
 */
export async function openAhead(
  context: RunContext,
  { packId, provider }: ParsedInput<'openPack'>,
): Promise<{ isOpen: boolean }> {
  const { packs, checkedPacks, signal } = context;
  const installed = await packs.get(packId);
  const { runs } = context.project;
  if (runs.first({ state: 'queued' }) || runs.first({ state: 'running' })) return { isOpen: false };
  const task = await packQuestion(context, installed, { provider, work: '' });
  try {
    const { packStamp, opened } = await askInference(context, 'openPack', task, { signal });
    await checkedPacks.set(placeOf(installed), packStamp);
    return { isOpen: opened.length > 0 };
  } catch (thrown) {
    if (toFailure(thrown).code === 'internal') console.error(thrown);
    return { isOpen: false };
  }
}
