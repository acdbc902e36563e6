import { join } from 'node:path';
import { DepthroomError } from '../../contract/errors.ts';
import type { Engine } from '../../core/host/engine.ts';
import type { FinishedRun } from '../../core/runs/finished-runs.ts';
import { keyOf, runEndings } from './output-paths.ts';
import { type NamePlan, namesOf, planNames } from './plan-names.ts';

/** One file to be written. */
export interface ExportItem {
  /** The photo as it was named. */
  path: string;
  /** What its file's path begins with, or all of it where it is one file. */
  bases: readonly string[];
  known: FinishedRun | null;
}

/** Every finished run with a place of its own. */
export function placeRuns(
  runs: readonly FinishedRun[],
  { out, template, filesOf }: Omit<NamePlan, 'packs'>,
): ExportItem[] {
  const photos = [...new Map(runs.map(({ photo }) => [photo.id, photo])).values()];
  const nameOf = namesOf(template);
  const endings = runEndings(runs, (run) => keyOf(nameOf(run, 'photo', 0)));
  const packs = Map.groupBy(
    runs.map(({ photo, run }, k) => ({ ...run, photoId: photo.id, packId: endings[k] })),
    ({ photoId }) => photoId,
  );
  const named = photos.map(({ id, name: path }) => ({ path, key: id, folder: '' }));
  const plan = { out, template, packs: (place: number) => packs.get(photos[place].id) ?? [], filesOf };
  const bases = new Map(planNames(named, plan).map((each, place) => [photos[place].id, [...each]]));
  return runs.map(({ photo, run }) => ({
    path: photo.name,
    bases: [bases.get(photo.id)?.shift() ?? join(out, photo.id)],
    known: { photo, run },
  }));
}

/** Every finished run, of one pack where that is said, in the order in which they ended. */
export async function finishedRuns(engine: Engine, packId: string | undefined): Promise<FinishedRun[]> {
  const finished = await engine.local('finishedRuns', { packId });
  if (finished.length === 0) {
    throw new DepthroomError(
      'not-found',
      `Expected finished runs${packId === undefined ? '' : ` of ${packId}`} in the project, but there is none: estimate first, or name photos.`,
    );
  }
  return finished;
}
