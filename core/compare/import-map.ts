import { randomUUID } from 'node:crypto';
import type { TruthConvention } from '../../contract/compare/truth.ts';
import type { Run } from '../../contract/run.ts';
import { fileRun } from '../photos/file-run.ts';
import type { Context } from '../project/context.ts';
import { addressesIn } from '../project/references.ts';
import { atWork } from './at-work.ts';
import { comparisonsTo, type TruthFile } from './import-truth.ts';
import { readCalibration } from './truth/read-calibration.ts';
import { withCopy } from './with-copy.ts';

/**
 * Makes a run of a depth map in a file: compared, calibrated, refined, exported and shown as any other. What its numbers mean is recognised as
 * for ground truth, or stated. Throws `bad-input` where the numbers cannot be
 * meant so, and as `importTruth` does.
 */
export function importMap(context: Context, file: TruthFile): Promise<Run> {
  return withCopy(context, file, 'the depth map', (copied) => makeRun(context, copied));
}

/**
 * Makes a run of what was brought in as ground truth, with what was said of its numbers; the ground truth is gone then, with the comparisons to
 * it. Throws `not-found` where it is unknown, `bad-input` and all else as `importMap` does.
 */
export async function runFromTruth(
  context: Context,
  { truthId, convention }: { truthId: string; convention?: Partial<TruthConvention> | undefined },
): Promise<Run> {
  const { project } = context;
  const truth = project.truths.get(truthId);
  const file = {
    photoId: truth.photoId,
    name: truth.name,
    path: project.files.pathOf(truth.original),
    convention: { ...truth.convention, ...convention },
  };
  const run = await makeRun(context, file);
  await project.files.write([], ({ drop }) => {
    const compared = comparisonsTo(context, truth);
    for (const { id } of compared) project.comparisons.remove(id);
    project.truths.remove(truthId);
    drop(addressesIn(JSON.stringify([truth, ...compared])));
  });
  context.changed();
  return run;
}

function makeRun(context: Context, file: TruthFile): Promise<Run> {
  const { project, comparer } = context;
  const { photoId, path, name, calibration: text, convention = {} } = file;
  const calibration = text === undefined ? null : readCalibration(text);
  return atWork(context, randomUUID(), async (temporaryFolder, signal) => {
    const photo = project.photos.get(photoId);
    const question = { path, name, photo, calibration, convention, temporaryFolder };
    const { result, format, reasons, notes } = await comparer.ask('readMap', question, { signal });
    const { run, staged } = await fileRun(context, {
      photoId,
      title: name,
      result,
      derivation: { kind: 'file', name, format, reasons, isEmbedded: false },
      notes: [...reasons, ...notes],
    });
    await project.files.write(staged, ({ put }) => {
      // Removed by a person meanwhile: then this throws, and nothing is kept.
      project.photos.get(photoId);
      staged.forEach(put);
      project.runs.insert(run);
    });
    context.changed();
    return run;
  });
}
