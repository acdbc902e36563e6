import { randomUUID } from 'node:crypto';
import type { ParsedInput } from '../../contract/calls/api.ts';
import type { Comparison } from '../../contract/compare/comparison.ts';
import { PLAIN_CONVENTION, type Truth, type TruthConvention } from '../../contract/compare/truth.ts';
import { DepthroomError } from '../../contract/errors.ts';
import type { Removed } from '../../contract/trash.ts';
import type { Context } from '../project/context.ts';
import type { StagedFile } from '../project/file-store.ts';
import { addressesIn } from '../project/references.ts';
import { moveToTrash } from '../project/trash/move-to-trash.ts';
import type { TruthAnswer } from '../worker/truth-task.ts';
import { atWork } from './at-work.ts';
import { readCalibration } from './truth/read-calibration.ts';
import { withCopy } from './with-copy.ts';

/** A file of ground truth on its way into the project. */
export interface TruthFile {
  photoId: string;
  path: string;
  name: string;
  /** Text of a calib.txt. */
  calibration?: string | undefined;
  /** What is known already; wins over what is recognised. */
  convention?: Partial<TruthConvention> | undefined;
}

/**
 * Takes a ground-truth file into the project, with what it was recognised as: a plane at the file's size, in metres where its unit is
 * known. Throws `not-found` where photo or file are not there, `no-permission`, `no-space` where it cannot be copied, `bad-input` or
 * `unsupported-format` where it cannot be read as depth, `cancelled` or `interrupted` where the work was stopped, `internal` where anything
 * else of the system fails.
 */
export function importTruth(context: Context, file: TruthFile): Promise<Truth> {
  const { project } = context;
  return withCopy(context, file, 'the ground truth', (copied) =>
    readAs(context, copied, async (read, planes) => {
      const [original] = await project.files.stage([{ path: copied.path, type: 'application/octet-stream' }]);
      const truth: Truth = {
        id: randomUUID(),
        photoId: file.photoId,
        name: file.name,
        addedAt: new Date().toISOString(),
        original: original.address,
        ...read,
        confidence: file.convention ? 'confirmed' : read.confidence,
      };
      const staged = [original, ...planes];
      await project.files.write(staged, ({ put }) => {
        // Removed by a person meanwhile: then this throws, and nothing is kept.
        project.photos.get(file.photoId);
        staged.forEach(put);
        project.truths.insert(truth);
      });
      context.changed();
      return truth;
    }),
  );
}

/**
 * Reads the kept file again as a person says. Comparisons to it are removed where it means something else now. Throws `not-found` where the
 * ground truth is unknown, `bad-input` or `unsupported-format` where the file cannot be read so, `cancelled` or `interrupted` where the
 * work was stopped, `internal` where the kept file is broken.
 */
export async function confirmTruth(context: Context, input: ParsedInput<'confirmTruth'>): Promise<Truth> {
  const { project } = context;
  const { truthId, convention, calibration } = input;
  const before = project.truths.get(truthId);
  if (convention === undefined && calibration === undefined) {
    const confirmed: Truth = { ...before, confidence: 'confirmed' };
    await project.write(() => project.truths.update(confirmed));
    context.changed();
    return confirmed;
  }
  const { photoId, name, original } = before;
  const file = {
    photoId,
    name,
    path: project.files.pathOf(original),
    calibration,
    convention: { ...(calibration === undefined ? before.convention : {}), ...convention },
  };
  return readAs(context, file, async (read, planes) => {
    const truth: Truth = {
      ...before,
      ...read,
      reasons: calibration === undefined ? before.reasons : read.reasons,
      confidence: 'confirmed',
    };
    await project.files.write(planes, ({ put, drop }) => {
      // Removed by a person meanwhile: then this throws, and nothing is kept.
      project.truths.get(truthId);
      planes.forEach(put);
      project.truths.update(truth);
      const outdated = comparisonsTo(context, before);
      for (const { id } of outdated) project.comparisons.remove(id);
      drop(addressesIn(JSON.stringify([before, ...outdated])));
    });
    context.changed();
    return truth;
  });
}

/** Removes ground truth with the comparisons to it. Throws `not-found` where it is unknown. */
export async function removeTruth(context: Context, truthId: string): Promise<Removed> {
  const { name } = context.project.truths.get(truthId);
  return moveToTrash(context, { kind: 'truth', title: name, ids: [truthId] });
}

/** The comparisons whose reference is that ground truth. */
export function comparisonsTo(
  { project }: Context,
  { id, photoId }: Pick<Truth, 'id' | 'photoId'>,
): Comparison[] {
  return project.comparisons
    .where('photo_id', photoId)
    .filter(({ reference }) => 'truthId' in reference && reference.truthId === id);
}

type Read = Omit<TruthAnswer, 'plane' | 'view'> & Pick<Truth, 'plane' | 'view'>;

/** Reads a file and hands over what it was understood as, with its planes to be kept. */
async function readAs<Result>(
  context: Context,
  file: TruthFile,
  keep: (read: Read, planes: StagedFile[]) => Promise<Result>,
): Promise<Result> {
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
    const planes = await project.files.stage(
      [plane, view].map(({ file: path }) => ({ path, type: 'application/octet-stream' })),
    );
    const [whole, reduced] = planes.map(({ address }) => ({ file: address }));
    return keep({ ...facts, plane: { ...plane, ...whole }, view: { ...view, ...reduced } }, planes);
  });
}
