import { z } from 'zod';
import { comparisonSchema } from '../compare/comparison.ts';
import { truthSchema } from '../compare/truth.ts';
import { exportSchema } from '../exports/export.ts';
import { photoSchema } from '../photo.ts';
import { resultSchema, runSchema } from '../run.ts';
import { addressSchema, uuidSchema } from '../schemas.ts';

/*
 * What may stand in the rows of a project. A project can come from anybody, and its rows name files and folders: what is
 * here is checked whenever a row is read, so that no name leads out of the project.
 */

/** Whether a text can be the id of a row, of an export's folder or of an engine's session. */
export function isUuid(text: string): boolean {
  return uuidSchema.safeParse(text).success;
}

/** Whether a text is the name of a file and nothing else: no folder, no drive, nothing that a file system takes for more. */
export function isPlainFileName(text: string): boolean {
  if (text === '' || text === '.' || text === '..' || text.length > 255) return false;
  return !/[\\/:\p{Cc}]/u.test(text);
}

const uuid = uuidSchema;
const address = addressSchema;
const plainFileName = z.string().refine(isPlainFileName, 'Expected a plain file name');

const plane = { file: address };
const planes = {
  model: resultSchema.shape.model.extend(plane),
  view: resultSchema.shape.view.extend(plane),
};
const reference = z.union([z.object({ runId: uuid }), z.object({ truthId: uuid })]);
const subject = comparisonSchema.shape.subjects.element;

/** Rows as they may lie in a project, by their table. */
export const STORED_ROWS = {
  photos: photoSchema.extend({
    id: uuid,
    files: z.object({ original: address, preview: address, thumbnail: address }),
  }),
  runs: runSchema.extend({
    id: uuid,
    photoId: uuid,
    // It stands in the names of exported files.
    packId: plainFileName,
    priorRunId: uuid.nullable(),
    result: resultSchema
      .extend({
        ...planes,
        uncertainty: resultSchema.shape.uncertainty.unwrap().extend(planes).nullable(),
      })
      .nullable(),
  }),
  exports: exportSchema.extend({ id: uuid, runId: uuid, fileName: plainFileName }),
  truths: truthSchema.extend({
    id: uuid,
    photoId: uuid,
    original: address,
    plane: truthSchema.shape.plane.extend(plane),
    view: truthSchema.shape.view.extend(plane),
  }),
  comparisons: comparisonSchema.extend({
    id: uuid,
    photoId: uuid,
    runIds: z.array(uuid),
    reference,
    subjects: z.array(
      subject.extend({ difference: subject.shape.difference.unwrap().extend(plane).nullable() }),
    ),
  }),
} as const;
