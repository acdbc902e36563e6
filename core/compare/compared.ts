import type { DepthRange, Reference } from '../../contract/compare/comparison.ts';
import { depthRangeSchema } from '../../contract/compare/comparison.ts';
import type { Truth } from '../../contract/compare/truth.ts';
import { DepthroomError } from '../../contract/errors.ts';
import type { Photo } from '../../contract/photo.ts';
import type { Run } from '../../contract/run.ts';
import type { Grid } from '../geometry/edges.ts';
import type { Project } from '../project/project.ts';
import type { StoredMap } from '../worker/stored-map.ts';
import { comparedSize, storedRun, storedTruth } from './measure/stored-map.ts';

/** What is looked at together, found in the project: `size` in pixels, `range` in metres. */
export interface Compared {
  photo: Photo;
  runs: Run[];
  maps: StoredMap[];
  reference: StoredMap | null;
  truth: Truth | null;
  size: Grid;
  range: DepthRange;
}

/**
 * Finds runs and reference of one photo, with the size in pixels at which they are compared and the range of depths in metres that counts.
 * Throws `not-found` where an id is unknown, `bad-input` where a run is not finished or something belongs to another photo.
 */
export function findCompared(
  project: Project,
  {
    photoId,
    runIds,
    reference,
    range,
  }: {
    photoId: string;
    runIds: readonly string[];
    reference: Reference | null;
    range?: DepthRange | undefined;
  },
): Compared {
  const photo = project.photos.get(photoId);
  const runs = [...new Set(runIds)].map((id) => finishedRun(project, id, photo));
  let truth: Truth | null = null;
  let stored: StoredMap | null = null;
  if (reference && 'truthId' in reference) {
    truth = project.truths.get(reference.truthId);
    if (truth.photoId !== photoId) throw otherPhoto(truth.name, photo);
    stored = storedTruth(project, truth, photo);
  } else if (reference) stored = storedRun(project, finishedRun(project, reference.runId, photo));
  const { minimum, maximum } = truth?.convention ?? { minimum: null, maximum: null };
  return {
    photo,
    runs,
    maps: runs.map((run) => storedRun(project, run)),
    reference: stored,
    truth,
    size: comparedSize(photo, truth?.plane ?? null),
    range: range ?? depthRangeSchema.parse({ minimum: minimum || undefined, maximum }),
  };
}

/**
 * A run with its result. Throws `not-found` where the id is unknown, `bad-input` where the run is not finished, or of another photo than
 * the one that is named.
 */
export function finishedRun({ runs }: Project, runId: string, photo?: Photo): Run {
  const run = runs.get(runId);
  if (photo && run.photoId !== photo.id) throw otherPhoto(run.packTitle, photo);
  if (!run.result)
    throw new DepthroomError('bad-input', `Expected a finished run, but "${run.packTitle}" is ${run.state}.`);
  return run;
}

function otherPhoto(title: string, photo: Photo): DepthroomError {
  return new DepthroomError(
    'bad-input',
    `Expected depth of "${photo.name}", but "${title}" is of another photo.`,
  );
}
