import { join } from 'node:path';
import { unitOf } from '../../contract/depth-kind.ts';
import { placeDepth } from '../../models/pipeline/place.ts';
import { truthPlacement } from '../compare/measure/stored-map.ts';
import { applyConvention } from '../compare/truth/apply-convention.ts';
import { detectConvention } from '../compare/truth/detect-convention.ts';
import { readTruth } from '../compare/truth/read-truth.ts';
import { requireUnaltered } from '../disk/require-unaltered.ts';
import { viewSize } from '../photos/view-size.ts';
import { writeSizedPlane } from '../project/planes.ts';
import type { TruthAnswer, TruthTask } from '../worker/truth-task.ts';

/** Reads a ground-truth file, says what it is and converts it. Runs in a worker process. */
export async function runReadTruth(task: TruthTask): Promise<TruthAnswer> {
  const { path, name, photo, calibration, temporaryFolder } = task;
  await requireUnaltered(path);
  const raw = await readTruth(path, name);
  const { convention: recognised, reasons, confidence } = detectConvention(raw, name, calibration);
  const convention = { ...recognised, ...task.convention };
  const { values, kind, ...facts } = applyConvention(raw, convention, photo);
  const { width, height } = facts;
  const view = viewSize(facts);
  const reduced = placeDepth({ kind, width, height, values }, truthPlacement(facts), view, facts);
  return {
    format: raw.format,
    convention,
    reasons,
    confidence,
    kind,
    unit: unitOf(kind),
    plane: await writeSizedPlane(join(temporaryFolder, 'truth.f32'), values, facts),
    view: await writeSizedPlane(join(temporaryFolder, 'truth-view.f32'), reduced, view),
    minimum: facts.minimum,
    maximum: facts.maximum,
    validPixels: facts.validPixels,
    notes: facts.notes,
  };
}
