import { randomUUID } from 'node:crypto';
import { copyFile, rm } from 'node:fs/promises';
import type { ParsedInput } from '../../contract/calls/api.ts';
import { PLAIN_CONVENTION, type Truth, type TruthConvention } from '../../contract/compare/truth.ts';
import { DepthroomError } from '../../contract/errors.ts';
import { systemFailure } from '../disk/system-failure.ts';
import type { Context } from '../project/context.ts';
import { addressesIn } from '../project/file-store.ts';
import { atWork } from './at-work.ts';
import { removeComparisons } from './compare.ts';
import { readCalibration } from './truth/read-calibration.ts';

export interface TruthFile {
  photoId: string;
  path: string;
  name: string;
  /** Text of a calib.txt. */
  calibration?: string | undefined;
  /** What is known already; wins over what is recognised. */
  convention?: Partial<TruthConvention> | undefined;
}

/** Takes a ground-truth file into the project, with what it was recognised as. */
export async function importTruth(context: Context, file: TruthFile): Promise<Truth> {
  const { project } = context;
  const copy = project.files.temporary();
  project.photos.get(file.photoId);
  try {
    await copyFile(file.path, copy).catch((thrown) => {
      throw systemFailure(thrown, `copy "${file.name}" into the project`);
    });
    const read = await readAs(context, { ...file, path: copy });
    const truth: Truth = {
      id: randomUUID(),
      photoId: file.photoId,
      name: file.name,
      addedAt: new Date().toISOString(),
      original: await project.files.keep(copy, 'application/octet-stream'),
      ...read,
      confidence: file.convention ? 'confirmed' : read.confidence,
    };
    project.truths.insert(truth);
    context.changed();
    return truth;
  } finally {
    await rm(copy, { force: true });
  }
}

/** Reads the kept file again as a person says. Comparisons to it are removed where it means something else now. */
export async function confirmTruth(context: Context, input: ParsedInput<'confirmTruth'>): Promise<Truth> {
  const { project } = context;
  const { truthId, convention, calibration } = input;
  const before = project.truths.get(truthId);
  if (convention === undefined && calibration === undefined) {
    const confirmed: Truth = { ...before, confidence: 'confirmed' };
    project.truths.update(confirmed);
    context.changed();
    return confirmed;
  }
  const { photoId, name, original } = before;
  const read = await readAs(context, {
    photoId,
    name,
    path: project.files.pathOf(original),
    calibration,
    convention: { ...(calibration === undefined ? before.convention : {}), ...convention },
  });
  const truth: Truth = {
    ...before,
    ...read,
    reasons: calibration === undefined ? before.reasons : read.reasons,
    confidence: 'confirmed',
  };
  project.truths.update(truth);
  await removeComparisons(context, comparisonsTo(context, truthId));
  await project.files.drop(addressesIn(JSON.stringify(before)));
  return truth;
}

/** Removes ground truth with the comparisons to it. */
export async function removeTruth(context: Context, truthId: string): Promise<void> {
  const { project } = context;
  const truth = project.truths.get(truthId);
  project.truths.remove(truthId);
  await removeComparisons(context, comparisonsTo(context, truthId));
  await project.files.drop(addressesIn(JSON.stringify(truth)));
}

function comparisonsTo({ project }: Context, truthId: string) {
  return project.comparisons
    .all()
    .filter(({ reference }) => 'truthId' in reference && reference.truthId === truthId);
}

async function readAs(context: Context, file: TruthFile) {
  const { project, comparer } = context;
  const { photoId, path, name, calibration: text, convention = {} } = file;
  const calibration = text === undefined ? null : readCalibration(text);
  const { minimum, maximum } = { ...PLAIN_CONVENTION, ...convention };
  if (minimum !== null && maximum !== null && minimum >= maximum)
    throw new DepthroomError(
      'bad-input',
      `Expected a minimum below the maximum, but received ${minimum} and ${maximum}.`,
    );
  return atWork(context, randomUUID(), async (temporaryFolder, signal) => {
    const photo = project.photos.get(photoId);
    const question = { path, name, photo, calibration, convention, temporaryFolder };
    const { plane, view, ...facts } = await comparer.ask('readTruth', question, { signal });
    const keep = async <Plane extends { file: string }>(each: Plane): Promise<Plane> => ({
      ...each,
      file: await project.files.keep(each.file, 'application/octet-stream'),
    });
    return { ...facts, plane: await keep(plane), view: await keep(view) };
  });
}
