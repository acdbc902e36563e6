import { applyConvention } from '../compare/truth/apply-convention.ts';
import { detectConvention } from '../compare/truth/detect-convention.ts';
import { readTruth } from '../compare/truth/read-truth.ts';
import { requireUnaltered } from '../disk/require-unaltered.ts';
import type { ReadMapAnswer, ReadMapTask } from '../worker/map-task.ts';
import { storeGivenMap } from './store-result.ts';

/** Reads a depth map that somebody else made, says what its numbers mean, and lays it on its photo. Runs in a worker process. */
export async function runReadMap(task: ReadMapTask): Promise<ReadMapAnswer> {
  const { path, name, photo, calibration, temporaryFolder } = task;
  await requireUnaltered(path);
  const raw = await readTruth(path, name);
  const { convention: recognised, reasons } = detectConvention(raw, name, calibration);
  const map = applyConvention(raw, { ...recognised, ...task.convention }, photo);
  const result = await storeGivenMap(map, photo, temporaryFolder);
  const said =
    Object.keys(task.convention).length > 0 ? ['What the numbers mean was stated by a person.'] : reasons;
  return { result, format: raw.format, reasons: said, notes: [...map.notes, ...shapeNotes(map, photo)] };
}

/** A map of another shape than its photo covers it all the same. */
function shapeNotes(
  map: { width: number; height: number },
  photo: { width: number; height: number },
): string[] {
  const ratio = (map.width * photo.height) / (map.height * photo.width);
  return Math.abs(ratio - 1) < 0.02
    ? []
    : [
        `The map is ${map.width} x ${map.height} and the photo ${photo.width} x ${photo.height}: other shapes; it was laid over the whole photo.`,
      ];
}
