import { randomUUID } from 'node:crypto';
import type { ParsedInput } from '../../contract/calls/api.ts';
import type { Derivation } from '../../contract/derivation.ts';
import type { Run } from '../../contract/run.ts';
import type { Context } from '../project/context.ts';
import { atWork } from './at-work.ts';
import { finishedRun } from './compared.ts';
import { keepRun } from './derive-run.ts';
import { storedRun } from './measure/stored-map.ts';

/**
 * Makes a run of a map that was mended by hand, with the recipe that it was mended by; the run it was made from stays as it is. Throws `not-found`
 * where the run is unknown, `bad-input` where it is not finished, a mask of the recipe is broken or nothing of the map is left, `cancelled` or
 * `interrupted` where the work was stopped, `internal` where a plane is cut off.
 */
export function makeMended(context: Context, { runId, recipe }: ParsedInput<'mend'>): Promise<Run> {
  const { project } = context;
  const run = finishedRun(project, runId);
  const photo = project.photos.get(run.photoId);
  return atWork(context, randomUUID(), async (temporaryFolder, signal) => {
    const startedAt = new Date();
    const { result, recipePath, notes } = await context.comparer.ask(
      'mend',
      {
        photo,
        previewPath: project.files.pathOf(photo.files.preview),
        map: storedRun(project, run),
        recipe,
        temporaryFolder,
      },
      { signal },
    );
    const [kept] = await project.files.stage([{ path: recipePath, type: 'application/json' }]);
    const count = recipe.strokes.length;
    const derivation: Derivation = {
      kind: 'mended',
      source: { runId: run.id, title: run.packTitle },
      recipe: { file: kept.address, strokes: count },
    };
    return keepRun(context, [run], {
      title: `${run.packTitle}, mended`,
      system: 'mended',
      derivation,
      result,
      notes: [
        `Mended by hand from "${run.packTitle}" with ${count} stroke${count === 1 ? '' : 's'}.`,
        ...notes,
        ...(run.result?.uncertainty
          ? ['The uncertainty of the map it was made from does not go along.']
          : []),
      ],
      startedAt,
      further: [kept],
    });
  });
}
